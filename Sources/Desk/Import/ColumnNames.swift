internal import Domain

/// Column names of other programs. Case, dots, blanks and hyphens make no difference.
extension ImportKind {
  /// Columns with their other names.
  package var otherNames: [(column: String, names: [String])] {
    switch self {
    case .clients:
      [
        ("Код", ["Код клиента", "Код контрагента", "ID", "Client ID", "Номер клиента"]),
        ("Наименование", ["ФИО", "ФИО клиента", "Название", "Клиент", "Контрагент", "Заказчик", "Name"]),
        ("Вид", ["Тип", "Вид клиента", "Тип клиента", "Вид контрагента", "Юр/физ лицо", "Юр/физ"]),
        (
          "Телефон",
          [
            "Тел", "Тел. 1", "Телефон 1", "Телефоны", "Номер телефона", "Моб", "Мобильный", "Мобильный телефон", "Моб телефон", "Моб тел",
            "Сотовый", "Сотовый телефон", "Контактный телефон", "Телефон клиента", "Основной телефон", "Phone", "Mobile",
          ]
        ),
        (
          "Доп. телефон",
          [
            "Дополнительный телефон", "Телефон 2", "Тел. 2", "Второй телефон", "Доп тел", "Другие телефоны", "Рабочий телефон",
            "Домашний телефон",
            "Phone 2",
          ]
        ),
        ("E-mail", ["Mail", "Почта", "Эл. почта", "Эл. адрес", "Электронная почта", "Адрес эл. почты", "Адрес электронной почты"]),
        ("ИНН", ["ИНН клиента", "ИНН контрагента", "ИНН/КПП", "INN"]),
        ("Дата рождения", ["День рождения", "Др", "Дата рожд", "Birthday"]),
        ("Согласие на рассылку", ["Согласие", "Рассылка", "Согласен на рассылку", "СМС-рассылка", "Подписка"]),
        ("Скидка, %", ["Процент скидки", "Скидка клиента"]),
        ("Комментарий", ["Комментарии", "Примечание", "Примечания", "Заметка", "Заметки", "Доп. информация", "Comment"]),
      ]
    case .vehicles:
      [
        ("Код клиента", ["Код владельца", "Код контрагента", "ID клиента", "Client ID", "Владелец (код)"]),
        ("Марка", ["Марка авто", "Марка автомобиля", "Марка ТС", "Make"]),
        ("Модель", ["Модель авто", "Модель автомобиля", "Модель ТС", "Model"]),
        ("Год", ["Год выпуска", "Год вып", "Г.в.", "Год изготовления", "Year"]),
        (
          "VIN",
          ["ВИН", "VIN код", "VIN номер", "ВИН-код", "ВИН-номер", "Номер VIN", "Идентификационный номер", "Идентификационный номер (VIN)"]
        ),
        (
          "Номер кузова",
          [
            "Кузов №", "№ кузова", "Номер рамы", "Рама №", "Номер шасси", "Шасси №", "Номер кузова (рамы)",
            "Кузов (рама)", "Шасси (рама) №", "Кузов (кабина, прицеп)", "Frame", "Body number",
          ]
        ),
        (
          "Гос. номер",
          [
            "Номер", "Рег. номер", "Рег. знак", "Регистрационный номер", "Регистрационный знак", "Государственный номер", "Гос. знак",
            "Гос. рег. знак",
            "Госномер авто", "ГРЗ", "Г/н", "Номер авто", "Номер автомобиля", "Plate",
          ]
        ),
        ("Пробег", ["Пробег, км", "Пробег авто", "Одометр", "Показания одометра", "Mileage"]),
        ("Цвет", ["Цвет кузова", "Цвет авто", "Color"]),
      ]
    case .parts:
      [
        ("Артикул", ["Арт", "Каталожный номер", "Кат. номер", "Номер детали", "Номер запчасти", "Код детали", "Article", "SKU"]),
        ("Наименование", ["Название", "Номенклатура", "Товар", "Запчасть", "Деталь", "Name"]),
        ("Производитель", ["Бренд", "Изготовитель", "Фирма", "Brand", "Maker"]),
        (
          "Кросс-номера",
          ["Кросс", "Кроссы", "Кросс-номер", "Аналоги", "Номера аналогов", "Замены", "OEM", "OEM номер", "Оригинальный номер"]
        ),
        ("Ед.", ["Ед. изм.", "Единица", "Единица измерения", "Единица изм.", "ЕИ", "Unit"]),
        ("Остаток", ["Кол-во", "Количество", "Наличие", "Остаток на складе", "Остатки", "В наличии", "Qty"]),
        (
          "Цена закуп.", ["Закупка", "Закуп", "Цена закупки", "Цена закупа", "Закупочная цена", "Цена закупочная", "Себестоимость", "Вход"]
        ),
        ("Цена розн.", ["Розница", "Цена", "Цена розница", "Розничная цена", "Цена розничная", "Цена продажи", "Price"]),
        ("Мин. остаток", ["Минимальный остаток", "Минимум", "Неснижаемый остаток", "Мин. запас", "Мин"]),
        ("Поставщик", ["Основной поставщик", "Supplier"]),
        ("Срок поставки, дн.", ["Срок поставки", "Срок поставки, дней", "Срок", "Срок, дн."]), ("НДС", Self.vat),
        (ImportSums.column, Self.currency),
      ]
    case .operations:
      [
        ("Код", ["Код работы", "Артикул", "Код операции", "Code"]),
        ("Работа", ["Наименование", "Название", "Наименование работы", "Услуга", "Операция", "Вид работ", "Name"]),
        ("Норма, ч", ["Норма", "Нормо-часы", "Норма времени", "Норма времени, ч", "Норма, н/ч", "Н/ч", "Часы", "Трудоёмкость"]),
        (
          "Цена нормо-часа",
          ["Стоимость нормо-часа", "Цена н/ч", "Стоимость н/ч", "Цена часа", "Ставка", "Нормо-час"]
        ), ("НДС", Self.vat), (ImportSums.column, Self.currency),
      ]
    }
  }

  private static let vat = ["Ставка НДС", "Налог", "VAT"]
  private static let currency = ["Код валюты", "Валюта цены", "Вал.", "Currency"]

  /// Columns by each of their names, folded.
  var namedColumns: [String: String] {
    let all = columns.map { (Self.fold($0), $0) } + otherNames.flatMap { column, names in names.map { (Self.fold($0), column) } }
    return Dictionary(all, uniquingKeysWith: { first, _ in first })
  }

  /// The column with this heading. A currency after the name is allowed only for sums: `Остаток, руб.` is not a stock.
  func column(headed heading: String, _ named: [String: String]) -> String? {
    let (name, currency) = Self.parted(heading)
    guard let column = named[Self.fold(name)] else { return nil }
    return currency == nil || row.columnsOfSums.contains(column) ? column : nil
  }

  /// Splits a heading into a name and a currency: `Цена, руб.`, `Закупка (USD)`, `Цена в ₽`, `Ставка, руб./ч`, `Цена$`.
  static func parted(_ heading: String) -> (name: String, currency: WrittenCurrency?) {
    let text = Text.trimmed(heading)
    let open = text.hasSuffix(")") ? text.lastIndex(of: "(") : nil
    let symbol = text.last?.isCurrencySymbol == true ? text.index(before: text.endIndex) : nil
    for mark in [open, text.lastIndex(of: ","), text.lastIndex(where: \.isWhitespace), symbol].compactMap(\.self) {
      let tail = text[mark...].drop { $0 == "(" || $0 == "," }.prefix { $0 != ")" && $0 != "/" }
      guard mark > text.startIndex, let currency = WrittenCurrency(String(tail)) else { continue }
      let name = Text.trimmed(String(text[..<mark]))
      let folded = SearchText.fold(name)
      return ([" в", " in"].first(where: folded.hasSuffix).map { String(name.dropLast($0.count)) } ?? name, currency)
    }
    return (text, nil)
  }

  /// Folds a column name.
  static func fold(_ name: String) -> String { SearchText.fold(name).filter { $0.isLetter || $0.isNumber } }
}
