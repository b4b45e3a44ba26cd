extension Reason {
  package static let quantityNotPositive = Reason(
    "quantity_not_positive", en: "The quantity must be above zero.", ru: "Количество должно быть больше нуля.", at: "/quantity")
  package static let costNegative = Reason(
    "cost_negative", en: "The cost cannot be negative.", ru: "Стоимость не может быть отрицательной.")
  package static let priceNegative = Reason(
    "price_negative", en: "The price cannot be negative.", ru: "Цена не может быть отрицательной.", at: "/price_minor")
  package static func partRetired(_ part: Part) -> Reason {
    Reason(
      "part_retired", en: "\(part.article) \(part.maker) is no longer sold.",
      ru: "Запчасть \(part.article) \(part.maker) больше не продаётся.")
  }
  package static func partUnit(_ unit: Measure) -> Reason {
    Reason(
      "part_unit", en: "A part is not counted in \(unit.text(.en)).", ru: "Запчасти не считают в единицах «\(unit.text(.ru))».", at: "/unit"
    )
  }
  package static func stockShort(_ part: Part, wanted: Quantity, there: Quantity) -> Reason {
    Reason(
      "stock_short",
      en: "\(part.article) \(part.name): \(wanted.text(.en)) wanted, \(there.text(.en)) \(part.unit.text(.en)) available.",
      ru: "\(part.article) \(part.name): нужно \(wanted.text(.ru)), доступно \(there.text(.ru)) \(part.unit.text(.ru)).")
  }
  package static func reservedShort(_ part: Part, wanted: Quantity) -> Reason {
    Reason(
      "reserved_short",
      en: "\(part.article) \(part.name): only \(part.reserved.text(.en)) \(part.unit.text(.en)) are reserved, not \(wanted.text(.en)).",
      ru: "\(part.article) \(part.name): в резерве только \(part.reserved.text(.ru)) \(part.unit.text(.ru)), а не \(wanted.text(.ru)).")
  }
  package static let supersessionCircle = Reason(
    "supersession_circle", en: "A part cannot be replaced, directly or in a circle, by itself.",
    ru: "Запчасть не может заменять саму себя, даже по кругу.", at: "/superseded_by_id")
}
