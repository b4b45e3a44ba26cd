/// Limits of how many things are kept in one place, so that no card grows until reading it takes long.
package struct Most: Sendable {
  package let count: Int
  /// Words such as `active web hooks`, in Russian in the genitive plural.
  private let en: String
  private let ru: String

  private init(_ count: Int, _ en: String, _ ru: String) {
    self.count = count
    self.en = en
    self.ru = ru
  }

  /// The reason against adding `more`; nil if they fit.
  package func reason(against held: Int, adding more: Int = 1) -> Reason? {
    held + more <= count ? nil : reason
  }

  package var reason: Reason {
    Reason("limit_reached", en: "There may be no more than \(count) \(en).", ru: "Допускается не более \(count) \(ru).")
  }

  package static let activeHooks = Most(32, "active web hooks", "активных веб-хуков")
}

extension Most {
  package static let complaints = Most(200, "complaints on an order", "жалоб в заказе")
  package static let orderFiles = Most(200, "files of an order", "файлов в заказе")
  /// Includes removed and declined lines, which are shown too.
  package static let lines = Most(1_000, "lines on an order", "строк в заказе")
  package static let estimates = Most(200, "estimates of an order", "смет по заказу")
  /// A merge may bring a card to this number; a request may send ten.
  package static let phones = Most(50, "telephones on a card", "телефонов в карточке")
  /// Values in a cell of an imported table.
  package static let cellValues = Most(10, "values in a cell", "значений в ячейке")
  package static let emails = Most(50, "e-mail addresses on a card", "адресов e-mail в карточке")
  package static let tags = Most(100, "tags on a card", "меток в карточке")
  package static let proxies = Most(100, "proxies of a client", "доверенных лиц клиента")
  package static let coverages = Most(100, "coverages of a vehicle", "гарантий на автомобиль")
  /// Readings entered on the card. Visits add theirs without this limit.
  package static let readings = Most(1_000, "odometer readings of a vehicle", "показаний одометра автомобиля")
  package static let numbers = Most(100, "cross-references of a part", "кросс-номеров запчасти")
  package static let locations = Most(200, "locations", "мест хранения")
  package static let calendars = Most(200, "calendars", "календарей")
  package static let teams = Most(200, "teams", "команд")
  package static let slaPolicies = Most(200, "SLA policies", "соглашений о сроках")
  package static let ticketTags = Most(30, "tags on a ticket", "меток у обращения")
  package static let ticketLinks = Most(100, "links of a ticket", "связей у обращения")
  package static let ticketViews = Most(100, "kept lists of a user", "видов списка у сотрудника")
  package static let replyTemplates = Most(500, "texts for answers", "шаблонов ответов")
  package static let callbacks = Most(100, "call-backs of a ticket", "обратных звонков по обращению")
  package static let calls = Most(100, "calls of a call-back", "попыток одного обратного звонка")
  package static let surveys = Most(200, "surveys", "опросов")
  package static let surveyEditions = Most(1_000, "editions of a survey", "редакций опроса")
  package static let channels = Most(200, "channels", "каналов")
  package static let receipts = Most(200, "receipts of a purchase order", "приёмок по заказу поставщику")
  package static let purchaseLines = Most(200, "lines on a purchase order", "строк в заказе поставщику")
}
