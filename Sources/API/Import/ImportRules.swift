extension DeskRule {
  static let imports = """
    column_names Columns go by the names that the import's help lists, whatever their case, dots and blanks. A column by another name is not read, and the answer names it.
    known_row A row that is the same as last time changes nothing.
    empty_cell An empty cell empties its field, and the answer counts the fields emptied. A column that is not there leaves its field as it is.
    never_emptied An empty cell takes away no name that a thing is known by (code, article, maker, VIN, plate), nor a client's kind; it takes back no consent, no odometer reading and no stock.
    unreadable_cell A cell that cannot be read changes nothing: its row is taken without it, or rejected where the row means nothing without it, and the answer says so. Of several values in one cell those that can be read are taken, and what was known stays beside them.
    repeated_row Two rows of a table about the same thing are both taken, the later over the earlier, and the answer names the earlier line.
    two_phones The column Телефон tells a client's main number, Доп. телефон the others: each changes only its own.
    written_number Thousands are grouped by three with blanks, apostrophes, points or commas. A lone comma or point with three digits behind it (1,250) and digits grouped otherwise (12 50) can be meant in two ways and are not taken.
    written_year A year of two digits is completed where only one century is possible, and the answer says how: a client is 14 to 100 years old, a car not older than 1950. Otherwise it is left out.
    import_runs A table of up to 1 MiB is imported at once and answered with its report (200), unless another import is under way or Prefer: respond-async asks otherwise (RFC 7240). Else the answer is 202 at once, and its Location tells how far the import has come: waiting, reading (rows so far), writing (done of rows), then done with its report, or failed with its problem. The import goes on when the connection ends. One goes at a time, and four wait.
    import_retry The same table under the same Idempotency-Key is told of the import that is under way, and of its report once that is done.
    import_memory The last eight imports that have ended are remembered until the desk is started anew, their reports until somebody is erased. What was written stays when an import is cut off; the same table again goes on from there.
    """
}
