/// Goods received for one purchase line. Damaged units go to quarantine and leave the line open.
package struct ReceiptLine: Equatable, Sendable {
  package var purchaseLineID: Int64
  // The part that came; another than ordered is a substitute.
  package var partID: Int64
  package var quantity: Quantity
  package var damaged: Quantity
  package var price: Money

  package init(purchaseLineID: Int64, partID: Int64, quantity: Quantity, damaged: Quantity = .zero, price: Money) {
    self.purchaseLineID = purchaseLineID
    self.partID = partID
    self.quantity = quantity
    self.damaged = damaged
    self.price = price
  }
}

extension ReceiptLine {
  /// Reasons against one line of a receipt. `tolerance` is the share above the ordered quantity that may come.
  /// `already` is the quantity that earlier lines of the same receipt brought for this purchase line. Both parts are
  /// given, because a substitute must have the same unit.
  package func reasons(for line: PurchaseLine, ordered: Part, came: Part, already: Quantity = .zero, tolerance: Share) -> [Reason] {
    var reasons: [Reason] = []
    if quantity < .zero || damaged < .zero || (quantity == .zero && damaged == .zero) { reasons.append(.receiptEmpty) }
    // The awaited quantity may come whole, even a fraction that was ordered before fractions of counted units were refused.
    let awaited = line.awaited.less(already)
    reasons += ordered.unit.reasons(against: quantity, rest: awaited)
    reasons += ordered.unit.reasons(against: damaged, rest: awaited).map { $0.at("/damaged") }
    if price < .zero { reasons.append(.priceNegative) }
    for (count, name) in [(quantity, "/quantity"), (damaged, "/damaged")] {
      // A product that overflows an integer is too large as well.
      if let reason = ((try? price.times(count)) ?? Money(.max)).reasonAgainstSize(at: name) { reasons.append(reason) }
    }
    if came.unit != ordered.unit { reasons.append(.substituteUnit(ordered, came)) }
    // Round down to whole thousandths, so that the tolerance is never exceeded.
    let most = Int128(line.quantity.rawValue) * (10_000 + Int128(tolerance.rawValue)) / 10_000
    let total = Int128(line.received.rawValue) + Int128(already.rawValue) + Int128(quantity.rawValue)
    if total > most { reasons.append(.overReceipt(ordered, line, came: quantity)) }
    return reasons
  }
}

extension Reason {
  package static func purchaseStatus(_ order: PurchaseOrder, _ move: PurchaseOrder.Move) -> Reason {
    Reason(
      "purchase_order_status", en: "Purchase order \(order.number) is \(order.status.text(.en)): \(move.text(.en)) is not possible.",
      ru: "Заказ поставщику \(order.number) \(order.status.text(.ru)): \(move.text(.ru)) нельзя.")
  }
  package static func purchaseWithoutLines(_ number: String) -> Reason {
    Reason(
      "purchase_order_without_lines", en: "Purchase order \(number) has no lines.", ru: "В заказе поставщику \(number) нет ни одной строки."
    )
  }
  package static func expectedInPast(_ day: Day) -> Reason {
    Reason(
      "expected_in_past", en: "The expected date, \(day.text(.en)), has passed already.",
      ru: "Ожидаемая дата \(day.text(.ru)) уже прошла.", at: "/expected_on")
  }
  package static func expectedOnDayOff(_ day: Day) -> Reason {
    Reason(
      "expected_on_day_off", en: "The centre does not work on \(day.text(.en)): what comes then is taken in on the next day it does.",
      ru: "\(day.text(.ru)) центр не работает: что привезут, примут в ближайший рабочий день.", at: "/expected_on")
  }
  package static let receiptEmpty = Reason(
    "receipt_empty", en: "A receipt line needs a good or a damaged quantity, neither below zero.",
    ru: "В строке приёмки нужно годное или повреждённое количество, не меньше нуля.", at: "/quantity")
  package static func overReceipt(_ part: Part, _ line: PurchaseLine, came: Quantity) -> Reason {
    Reason(
      "over_receipt",
      en: "\(part.article): \(line.quantity.text(.en)) ordered, \(line.received.text(.en)) received; \(came.text(.en)) more is too many.",
      ru:
        "\(part.article): заказано \(line.quantity.text(.ru)), принято \(line.received.text(.ru)); ещё \(came.text(.ru)) — слишком много.",
      at: "/quantity")
  }
  package static func substituteUnit(_ ordered: Part, _ came: Part) -> Reason {
    Reason(
      "substitute_unit",
      en: "\(came.article) is counted in \(came.unit.text(.en)), the ordered \(ordered.article) in \(ordered.unit.text(.en)).",
      ru: "\(came.article) считают в «\(came.unit.text(.ru))», а заказанную \(ordered.article) — в «\(ordered.unit.text(.ru))».",
      at: "/part_id")
  }
}
