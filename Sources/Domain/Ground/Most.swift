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
