/// How many of a thing are kept in one place, so that no card grows until whoever reads it waits.
package struct Most: Sendable {
  package let count: Int
  /// `active web hooks`, and in Russian in the genitive plural.
  private let en: String
  private let ru: String

  private init(_ count: Int, _ en: String, _ ru: String) {
    self.count = count
    self.en = en
    self.ru = ru
  }

  /// Nil as long as so many more fit beside those there are.
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
  /// Removed and declined ones are shown too.
  package static let lines = Most(1_000, "lines on an order", "строк в заказе")
  package static let estimates = Most(200, "estimates of an order", "смет по заказу")
  /// What a card may come to have by merges; a body takes ten at once.
  package static let phones = Most(50, "telephones on a card", "телефонов в карточке")
  /// Of a table that is brought in.
  package static let cellValues = Most(10, "values in a cell", "значений в ячейке")
  package static let emails = Most(50, "e-mail addresses on a card", "адресов e-mail в карточке")
  package static let tags = Most(100, "tags on a card", "меток в карточке")
  package static let proxies = Most(100, "proxies of a client", "доверенных лиц клиента")
  package static let coverages = Most(100, "coverages of a vehicle", "гарантий на автомобиль")
  /// Visits add theirs beside.
  package static let readings = Most(1_000, "odometer readings of a vehicle", "показаний одометра автомобиля")
  package static let numbers = Most(100, "cross-references of a part", "кросс-номеров запчасти")
  package static let locations = Most(200, "locations", "мест хранения")
  package static let receipts = Most(200, "receipts of a purchase order", "приёмок по заказу поставщику")
  package static let purchaseLines = Most(200, "lines on a purchase order", "строк в заказе поставщику")
}
