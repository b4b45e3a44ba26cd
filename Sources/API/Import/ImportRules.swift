internal import Desk

extension DeskRule {
  static let imports = """
    column_names Columns are matched by the names below, without case, dots, blanks or a currency after a comma. If several columns have other names of one column, the first is read. Unknown columns are ignored and listed in the answer.
    known_row A row that is the same as last time changes nothing.
    kept_row A row is not applied to a card that was changed or created manually since the last import (changed_by_hand), that another card was merged into (another_merged_in), or that is merged or erased. The answer gives the reason. Undoing a merge lets imports change the cards again.
    empty_cell An empty cell empties its field, and the answer counts the fields emptied. A column that is not there, and a cell that is left out at a row's end, leave the field as it is.
    never_emptied An empty cell never clears an identifying field (code, article, maker, VIN, body number, plate), a client's kind, a VAT category, a consent, an odometer reading or stock.
    unreadable_cell An unreadable cell changes nothing. Its row is imported without it, or rejected if the row needs it; the answer says which. Of several values in one cell the readable ones are taken, and known values stay.
    table_encodings A table is text in UTF-8, Windows-1251 or, with its mark, UTF-16. Blank lines and rows of empty cells are no rows. Signs that are not seen (zero width, direction, soft hyphens) are left out of cells. A workbook (xlsx, ods, xls) is refused.
    cell_lengths A text in a cell is as long as the same text in a body: 200 characters, a comment 4000. A cell has at most 10 telephones or addresses and 100 numbers of a part.
    repeated_row Two rows of a table about the same thing are both taken, the later over the earlier, and the answer names the earlier line.
    dry_run A dry run reports for each row what the import would report. Things that only earlier rows would create are named by their lines.
    two_phones Телефон has a client's main numbers, Доп. телефон the others. A cell replaces only numbers that came from its own column. A number from both columns stays while one of them has it.
    phone_words Text next to a phone number (a name, an extension) is left out with a warning.
    written_tax_id A tax id is taken in any spelling (7 707 083 893, 7707083893.0, ИНН 7707083893, with a KPP behind a slash). Zeros alone are none. One that does not match its check digits replaces none that does.
    written_number Thousands are grouped by three with blanks, apostrophes, points or commas. A lone comma or point with three digits behind it (1,250) and digits grouped otherwise (12 50) can be meant in two ways and are not taken. Behind the number may stand its unit (10 шт, 1,5 ч, 1 200 ₽/ч, 5 %); another unit than the column's or the row's is not taken.
    written_money A sum is in the centre's currency or is not read (currency_differs): which one it is stands beside the number (1 200 ₽, $100, EUR 5, 300 тенге), else in the row's column Валюта (its name, ISO 4217's code or number), else behind the heading of a column of sums (Цена, руб.; Закупка (USD); Цена в ₽). Where it stands nowhere it is the centre's. Another column's heading with a currency behind it (Остаток, руб.) is not read.
    written_unit Units are those of the classifier OKEI: шт, к-т (компл., наб., пара), л, м, кг are the desk's own; of their parts and multiples (мл, г, мм, дюжина, 100 шт, т, м3 …) quantities and prices are converted; what the desk has no unit for but can be counted (упак, бут, рул, м2, дюйм …) is taken as pieces. Both are told, with the unit as it is written; any other unit rejects its row.
    written_vat The column НДС says 22% (or an earlier rate of the law, or the centre's own) for standard, 5% and 7% for the reduced categories, без НДС for exempt. Another rate than will be billed is told.
    written_year A year has two or four digits. One of two is completed where only one century is possible, and the answer says how: a client is 14 to 100 years old, a car not older than 1950. Otherwise it is left out.
    shortened_number A long number that a spreadsheet has shortened (9,09E+12) gets a warning. A client code of this form rejects its row, because two clients could get the same code.
    import_limits A header has at most 500 columns and 65,536 bytes; a wider row is rejected. The answer lists 1000 lines, those first that there is something to say about, and counts the rest (lines_left_out); the file of rejected rows has them all.
    import_runs A table of up to 1 MiB is imported at once and answered with its report (200), unless another import is under way or Prefer: respond-async asks otherwise (RFC 7240). Else the answer is 202 at once, and its Location tells how far the import has come: waiting, reading (rows so far), writing (done of rows), then done with its report, or failed with its problem. The import goes on when the connection ends. One goes at a time, and four wait.
    import_retry If the same table is sent again with the same Idempotency-Key, the answer shows the running import, or its report when it is done.
    import_memory The last eight finished imports are remembered until the desk restarts, their reports until a client is erased. An interrupted import keeps what it wrote; send the same table again to continue.
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
