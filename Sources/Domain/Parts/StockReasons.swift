extension Reason {
  package static let lineWithoutStock = Reason(
    "line_without_stock", en: "This line takes nothing from the stock: it is labour, or the client brought the part.",
    ru: "Эта строка ничего не берёт со склада: это работа или запчасть клиента.")
  package static let noSuchLocation = Reason(
    "no_such_location", en: "There is no such location.", ru: "Такого места хранения нет.", at: "/location_id")
  package static let sameLocation = Reason(
    "same_location", en: "The parts lie there already.", ru: "Запчасти уже лежат в этом месте.", at: "/to_location_id")
  package static let inQuarantine = Reason(
    "in_quarantine", en: "Nothing is issued from quarantine.", ru: "Из карантина запчасти не выдают.", at: "/location_id")
  package static func locationShort(_ location: Location, wanted: Quantity, there: Quantity) -> Reason {
    Reason(
      "location_short", en: "\(location.name): \(wanted.text(.en)) wanted, \(there.text(.en)) there.",
      ru: "\(location.name): нужно \(wanted.text(.ru)), есть \(there.text(.ru)).", at: "/quantity")
  }
  package static func issueAboveNeed(_ needed: Quantity) -> Reason {
    Reason(
      "issue_above_need", en: "The line needs \(needed.text(.en)) more, not so many.",
      ru: "По строке осталось выдать \(needed.text(.ru)), не больше.",
      at: "/quantity")
  }
  package static func returnAboveIssued(_ issued: Quantity) -> Reason {
    Reason(
      "return_above_issued", en: "Only \(issued.text(.en)) are issued to the line.", ru: "По строке выдано только \(issued.text(.ru)).",
      at: "/quantity")
  }
  package static func quantityBelowIssued(_ issued: Quantity) -> Reason {
    Reason(
      "quantity_below_issued", en: "\(issued.text(.en)) are issued to the line already; have them returned first.",
      ru: "По строке уже выдано \(issued.text(.ru)); сначала оформите возврат.", at: "/quantity")
  }
}
