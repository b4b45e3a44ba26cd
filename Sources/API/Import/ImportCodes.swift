extension ErrorCode {
  static let `import` = """
    another_merged_in 200 Another card has been merged into it since the last import: the row is not taken over.
    cell_missing 200 The column “…” is empty.
    cell_unreadable 200 “…” in the column “…” cannot be read and changes nothing.
    changed_by_hand 200 A hand has changed it since the last import, or made it: the row is not taken over.
    currency_differs 200 ~ “…” is not the centre's currency: the sum is not read.
    no_article 200 An article has at least one letter or digit.
    no_sum_of_money 200 ~ A sum has at most two decimals and is not negative, nor has what it comes to for one of the unit that parts are counted in.
    number_shortened 200 A spreadsheet has shortened a long number, and its last digits are lost: make the column text.
    row_repeated 200 Line … of the file tells of the same one already; what differs here replaces it.
    row_unreadable 200 The row cannot be read: ….
    stock_not_booked 200 ~ The file and the ledger differ in what is in stock: left as it is.
    table_unreadable 422 The table cannot be read: ….
    tax_id_kept 200 A tax id that does not match its check digits replaces none that does: the card keeps its own.
    unit_differs 200 It is counted in “…”, the row in “…”.
    unit_taken_as 200 ~ “…” is counted in …: a part or a multiple of it, so that quantities and prices are converted, or no unit of the desk's, of which whole ones are counted.
    unit_unknown 200 “…” is no unit that parts are counted in: шт, к-т (компл., пара), л, м, кг are, and what is counted by them.
    unknown_client 200 There is no client with the code ….
    vat_differs 200 Another rate of VAT is in force: … will be billed.
    vehicle_transferred 200 ~ The vehicle moves from one client to another.
    vehicle_without_key 200 No VIN, no body number and no plate tells which vehicle it is.
    year_completed 200 ~ A year without its century is taken as ….
    """
}
