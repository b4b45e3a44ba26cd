internal import Domain

/// Limits how far staff may reduce a line's price. A reduction is measured from the catalogue's price or, without one,
/// from the highest price the line had before the client agreed to it. Several small reductions therefore reach no
/// further than one large one.
struct LinePrices {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Checks a new line and sets the base of its later reductions. If the order has or had a line of the same work,
  /// that line's price counts too, because one of the two may be removed later. Only a manager may change the
  /// catalogue's tax category.
  func checked(_ new: LineDrafts.Drafted, _ order: WorkOrder) throws -> OrderLine {
    var line = new.line
    if context.may(.override) || line.clientSupplied { return line }
    if line.taxCategory != new.tax { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    if new.list ?? .zero == .zero {
      let same = try OrderLineTable(context.db).all(of: order.id).filter { $0.isSameWork(as: new.line) }
      line.basePrice = same.map(\.reckonedFrom).reduce(line.unitPrice, max)
    }
    try check(line, list: new.list, order, given: .none)
    return line
  }

  /// Refuses a reduction above the actor's limit, whether as a discount or as a lower price. A manager has no limit.
  /// The discount on the client's card, and what the client has agreed to already, are always allowed.
  func check(_ new: OrderLine, was old: OrderLine, list: Money?, _ order: WorkOrder) throws {
    if context.may(.override) { return }
    if old.taxCategory != new.taxCategory { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    if old.unitPrice == new.unitPrice, old.discount == new.discount { return }
    try check(new, list: list, order, given: agreed(old, list))
  }

  private func check(_ line: OrderLine, list: Money?, _ order: WorkOrder, given: Share) throws {
    let card = try ClientTable(context.db).find(order.clientID)?.discount ?? .none
    let limit = max(context.actor.discountLimit, card)
    let taken = line.reduction(from: line.reckonedFrom(list))
    if taken > max(limit, given) { throw Refusal.forbidden(.discountAboveLimit(taken, limit: limit)) }
  }

  /// The reduction that an approved line has now or had at its approval, whichever is larger. Up to that a reduction
  /// is always allowed.
  private func agreed(_ old: OrderLine, _ list: Money?) throws -> Share {
    guard old.status == .approved else { return .none }
    let base = old.reckonedFrom(list)
    guard let item = try EstimateLineTable(context.db).approved(old.id) else { return old.reduction(from: base) }
    var approved = old
    (approved.unitPrice, approved.discount) = (item.unitPrice, item.discount)
    return max(approved.reduction(from: base), old.reduction(from: base))
  }

  /// The base of later reductions once the line has this price. A manager's price becomes the base; anybody else's can
  /// only raise it. After the client's approval the base stays.
  func base(of line: OrderLine, at price: Money) -> Money? {
    guard line.status == .proposed, price != line.unitPrice else { return line.basePrice }
    return context.may(.override) ? price : max(line.reckonedFrom, price)
  }
}

extension OrderLine {
  fileprivate var reckonedFrom: Money { basePrice ?? unitPrice }

  /// Treats a catalogue price of zero as no price.
  fileprivate func reckonedFrom(_ list: Money?) -> Money { list.flatMap { $0 > .zero ? $0 : nil } ?? reckonedFrom }

  fileprivate func isSameWork(as other: OrderLine) -> Bool {
    guard kind == other.kind, operationID == other.operationID, partID == other.partID else { return false }
    return operationID != nil || partID != nil || name.letters == other.name.letters
  }
}

extension String {
  /// Letters and digits of a name, so that an added dot does not make it a different name.
  fileprivate var letters: String { SearchText.fold(self).filter { $0.isLetter || $0.isNumber } }
}
