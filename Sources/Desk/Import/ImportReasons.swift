internal import CSV
internal import Domain

extension Reason {
  static func tableUnreadable(_ fault: CSVFault) -> Reason {
    Reason("table_unreadable", en: "The table cannot be read: \(fault.message).", ru: "Таблица не читается: \(fault.russian).")
  }
  static func rowUnreadable(_ fault: CSVFault) -> Reason {
    Reason("row_unreadable", en: "The row cannot be read: \(fault.message).", ru: "Строка не читается: \(fault.russian).")
  }
  static func cellMissing(_ column: String) -> Reason {
    Reason("cell_missing", en: "The column “\(column)” is empty.", ru: "Не заполнена колонка «\(column)».", at: column)
  }
  static func cellUnreadable(_ column: String, _ text: String) -> Reason {
    let shown = text.prefix(60)
    return Reason(
      "cell_unreadable", en: "“\(shown)” in the column “\(column)” cannot be read and changes nothing.",
      ru: "«\(shown)» в колонке «\(column)» не читается и ничего не меняет.", at: column)
  }
  /// The reason with its column. If its message does not quote the cell, the cell's text is added.
  func ofCell(_ column: String, _ text: String) -> Reason {
    let saysText: Set = ["cell_unreadable", "phone_unreadable", "email_unreadable", "plate_unreadable", "body_number_unreadable"]
    return saysText.contains(code) || pointer != nil ? at(column) : inCell(column, text)
  }
  static let numberShortened = Reason(
    "number_shortened", en: "A spreadsheet has shortened a long number, and its last digits are lost: make the column text.",
    ru: "Табличная программа сократила длинное число, и последние цифры потеряны: сделайте колонку текстовой.")
  static func vatDiffers(_ vat: WrittenVAT?, _ context: Context) -> [Reason] {
    guard let billed = vat?.differs(context.settings.tax, on: context.today) else { return [] }
    return [
      Reason(
        "vat_differs", en: "Another rate of VAT is in force: \(billed.text(.en)) will be billed.",
        ru: "Сейчас действует другая ставка НДС: в счёте будет \(billed.text(.ru)).", at: "НДС")
    ]
  }
  static let taxIdKept = Reason(
    "tax_id_kept", en: "A tax id that does not match its check digits replaces none that does: the card keeps its own.",
    ru: "ИНН, который не сходится с контрольными цифрами, не заменяет верный: на карточке остался прежний.", at: "ИНН")

  // MARK: Rows that are skipped

  static let changedByHand = Reason(
    "changed_by_hand", en: "A hand has changed it since the last import, or made it: the row is not taken over.",
    ru: "С прошлого импорта его меняли вручную или завели вручную: строка не перенесена.")
  static let anotherMergedIn = Reason(
    "another_merged_in", en: "Another card has been merged into it since the last import: the row is not taken over.",
    ru: "С прошлого импорта с ней объединили другую карточку: строка не перенесена.")

  /// A fault that rejects the row, with the column and the cell's text.
  func inCell(_ column: String, _ text: String) -> Reason {
    let shown = text.prefix(60)
    return Reason(
      code, en: "“\(shown)” in the column “\(column)”: \(en)", ru: "«\(shown)» в колонке «\(column)»: \(ru)", at: column)
  }
  /// A two-digit year was completed.
  static func yearCompleted(_ column: String, _ text: String, _ en: String, _ ru: String) -> Reason {
    Reason(
      "year_completed", en: "“\(text)” in the column “\(column)” is taken as \(en).",
      ru: "«\(text)» в колонке «\(column)» прочитано как \(ru).",
      at: column)
  }
  static func rowRepeated(_ line: Int) -> Reason {
    Reason(
      "row_repeated", en: "Line \(line) of the file tells of the same one already; what differs here replaces it.",
      ru: "О том же уже говорит строка файла \(line); что здесь иначе, заменяет её.")
  }
  static let noSumOfMoney = Reason(
    "no_sum_of_money", en: "A sum has at most two decimals and is not negative.",
    ru: "Сумма не бывает отрицательной и имеет не больше двух знаков после запятой.")
  static let noArticle = Reason(
    "no_article", en: "An article has at least one letter or digit.", ru: "В артикуле должна быть хотя бы одна буква или цифра.")
  static func unknownClient(_ code: String) -> Reason {
    Reason("unknown_client", en: "There is no client with the code \(code).", ru: "Клиента с кодом \(code) нет.", at: "Код клиента")
  }
  static let vehicleWithoutKey = Reason(
    "vehicle_without_key", en: "No VIN, no body number and no plate tells which vehicle it is.",
    ru: "Нет ни VIN, ни номера кузова, ни госномера: неизвестно, какой это автомобиль.")
  static func vehicleMoves(from old: String?, to new: String) -> Reason {
    Reason(
      "vehicle_transferred", en: "The vehicle moves from \(old.map { "the client \($0)" } ?? "the centre") to the client \(new).",
      ru: "Автомобиль переходит от \(old.map { "клиента \($0)" } ?? "центра") к клиенту \(new).", at: "Код клиента")
  }
  static func stockNotBooked(_ told: Quantity, _ unit: Measure, ledger: Quantity, _ stays: Measure) -> Reason {
    Reason(
      "stock_not_booked",
      en: "The file says \(told.text(.en)) \(unit.text(.en)), the ledger \(ledger.text(.en)) \(stays.text(.en)): left as it is.",
      ru: "В файле \(told.text(.ru)) \(unit.text(.ru)), по складу \(ledger.text(.ru)) \(stays.text(.ru)): остаток не изменён.",
      at: "Остаток")
  }
  static func unitInUse(_ unit: Measure, _ stays: Measure) -> Reason {
    Reason(
      "unit_in_use", en: "The part has been counted in \(stays.text(.en)) already, so its unit stays; \(unit.text(.en)) is left out.",
      ru: "Запчасть уже учитывается в «\(stays.text(.ru))»; единица «\(unit.text(.ru))» пропущена.", at: "Ед.")
  }
}

extension CSVFault {
  /// The fault and its place, in Russian.
  fileprivate var russian: String {
    let what =
      switch kind {
      case .empty: "нет заголовка"
      case .containsNUL: "в тексте есть нулевой байт; не UTF-16 ли это?"
      case .spreadsheet: "это книга или веб-страница (xlsx, ods, xls, html): сохраните лист как CSV"
      case .unclosedQuote: "кавычка открыта и не закрыта"
      case .strayQuote: "после закрывающей кавычки идёт текст"
      case .ragged(let fields, let columns): "полей \(fields), а колонок \(columns)"
      case .headerTooLong(let most): "заголовок длиннее \(most) байт"
      case .tooManyColumns(let columns, let most): "колонок \(columns), а может быть не больше \(most)"
      case .columns(let missing, let duplicate):
        [
          missing.isEmpty ? nil : "нет колонок: " + missing.joined(separator: ", "),
          duplicate.isEmpty ? nil : "колонки повторяются: " + CSVFault.listed(duplicate),
        ].compactMap(\.self).joined(separator: "; ")
      }
    return "\(what) (строка файла \(line))"
  }
}
