extension ErrorCode {
  static let `import` = """
    cell_missing 200 The column “…” is empty.
    cell_unreadable 200 “…” in the column “…” cannot be read; it is left out.
    no_article 200 An article has at least one letter or digit.
    no_sum_of_money 200 A sum has at most two decimals and is not negative.
    row_repeated 200 Line … of the file tells of the same one already; what differs here replaces it.
    row_unreadable 200 The row cannot be read: ….
    stock_not_booked 200 The file and the ledger differ in what is in stock: left as it is.
    table_unreadable 422 The table cannot be read: ….
    unit_unknown 200 “…” is no unit: шт, к-т (компл., пара), л, м, кг are.
    unknown_client 200 There is no client with the code ….
    vehicle_transferred 200 The vehicle moves from one client to another.
    vehicle_without_key 200 Neither a VIN nor a plate tells which vehicle it is.
    year_completed 200 A year without its century is taken as ….
    """
}
