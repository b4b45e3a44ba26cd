internal import Desk

extension DeskRule {
  static let imports = """
    column_names Columns go by the names listed below, whatever their case, dots and blanks; of several by one name's other spellings the first is read. A column by another name is not read, and the answer names it.
    known_row A row that is the same as last time changes nothing.
    kept_row A row is kept from a card that a hand has made or changed since the last import (changed_by_hand), that another card was merged into (another_merged_in) or that is merged or erased itself, and the answer says which. A merge that is undone gives the cards back to the import.
    empty_cell An empty cell empties its field, and the answer counts the fields emptied. A column that is not there, and a cell that is left out at a row's end, leave the field as it is.
    never_emptied An empty cell takes away no name that a thing is known by (code, article, maker, VIN, body number, plate), nor a client's kind or a category of VAT; it takes back no consent, no odometer reading and no stock.
    unreadable_cell A cell that cannot be read changes nothing: its row is taken without it, or rejected where the row means nothing without it, and the answer says so. Of several values in one cell those that can be read are taken, and what was known stays beside them.
    table_encodings A table is text in UTF-8, Windows-1251 or, with its mark, UTF-16. Blank lines and rows of empty cells are no rows. Signs that are not seen (zero width, direction, soft hyphens) are left out of cells. A workbook (xlsx, ods, xls) is refused.
    cell_lengths A text in a cell is as long as the same text in a body: 200 characters, a comment 4000. A cell has at most 10 telephones or addresses and 100 numbers of a part.
    repeated_row Two rows of a table about the same thing are both taken, the later over the earlier, and the answer names the earlier line.
    dry_run A dry run says of every row what the import would say. What only earlier rows of the table would have made is named by their lines.
    two_phones The column Телефон tells a client's main numbers, Доп. телефон the others. A cell replaces the numbers that its own column told before and no others, whatever has become of their order; a number told by both stays while one of them tells it.
    phone_words What is written beside a telephone (a name, an extension) is left out with a word, and the number is taken.
    written_tax_id A tax id is taken in any spelling (7 707 083 893, 7707083893.0, ИНН 7707083893, with a KPP behind a slash). Zeros alone are none. One that does not match its check digits replaces none that does.
    written_number Thousands are grouped by three with blanks, apostrophes, points or commas. A lone comma or point with three digits behind it (1,250) and digits grouped otherwise (12 50) can be meant in two ways and are not taken. Behind the number may stand its unit (10 шт, 1,5 ч, 1 200 ₽/ч, 5 %); another unit than the column's or the row's is not taken.
    written_money A sum is in the centre's currency or is not read (currency_differs): which one it is stands beside the number (1 200 ₽, $100, EUR 5, 300 тенге), else in the row's column Валюта (its name, ISO 4217's code or number), else behind the heading of a column of sums (Цена, руб.; Закупка (USD); Цена в ₽). Where it stands nowhere it is the centre's. Another column's heading with a currency behind it (Остаток, руб.) is not read.
    written_unit Units are those of the classifier OKEI: шт, к-т (компл., наб., пара), л, м, кг are the desk's own; of their parts and multiples (мл, г, мм, дюжина, 100 шт, т, м3 …) quantities and prices are converted; what the desk has no unit for but can be counted (упак, бут, рул, м2, дюйм …) is taken as pieces. Both are told, with the unit as it is written; any other unit rejects its row.
    written_vat The column НДС says 22% (or an earlier rate of the law, or the centre's own) for standard, 5% and 7% for the reduced categories, без НДС for exempt. Another rate than will be billed is told.
    written_year A year has two or four digits. One of two is completed where only one century is possible, and the answer says how: a client is 14 to 100 years old, a car not older than 1950. Otherwise it is left out.
    shortened_number What a spreadsheet has made of a long number (9,09E+12) is told. A client's code so written rejects its row, for it would make one person of two.
    import_limits A header has at most 500 columns and 65,536 bytes; a wider row is rejected. The answer lists 1000 lines, those first that there is something to say about, and counts the rest (lines_left_out); the file of rejected rows has them all.
    import_runs A table of up to 1 MiB is imported at once and answered with its report (200), unless another import is under way or Prefer: respond-async asks otherwise (RFC 7240). Else the answer is 202 at once, and its Location tells how far the import has come: waiting, reading (rows so far), writing (done of rows), then done with its report, or failed with its problem. The import goes on when the connection ends. One goes at a time, and four wait.
    import_retry The same table under the same Idempotency-Key is told of the import that is under way, and of its report once that is done, however long it is: kept for 24 hours up to 64 KiB (answered_at_length), a longer one as long as the import is remembered. A dry run under a key is another request than the import.
    import_memory The last eight imports that have ended are remembered until the desk is started anew, their reports until somebody is erased. What was written stays when an import is cut off; the same table again goes on from there.
    """
    + ImportKind.allCases.map { kind in "\ncolumns_" + kind.rawValue + " Columns of " + kind.rawValue + ": " + kind.columnsInWords }
    .joined()
}

extension ImportKind {
  /// Each column with its other names; required columns first.
  package var columnsInWords: String {
    let names = Dictionary(otherNames.map { ($0.column, $0.names) }, uniquingKeysWith: { first, _ in first })
    func words(_ columns: [String]) -> String {
      columns.map { column in names[column].map { "\(column) (\($0.joined(separator: ", ")))" } ?? column }.joined(separator: "; ")
    }
    let optional = columns.filter { !requiredColumns.contains($0) }
    return words(requiredColumns) + (optional.isEmpty ? "." : ". If there are: \(words(optional)).")
  }
}
