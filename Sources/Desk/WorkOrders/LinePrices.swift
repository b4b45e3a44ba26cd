internal import Domain

/// How far a line's price may go below what it is reckoned from: the catalogue's price, or, where no catalogue has one, the highest price
/// the line had until the client agreed to it. Step by step it goes no further than at once.
struct LinePrices {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// A new line, with what later reductions of it are reckoned from. If the order has or had a line of the same work, the new one is
  /// reckoned from that line's price too, for one of the two may yet be taken out. A tax category other than the catalogue's is a
  /// manager's, as it is on a line that stands.
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

  /// Above one's own limit only a manager goes, whether it is called a discount or a lower price. What the client's card grants needs
  /// nobody, nor does what the client has agreed to already.
  func check(_ new: OrderLine, was old: OrderLine, list: Money?, _ order: WorkOrder) throws {
    if context.may(.override) { return }
    if old.taxCategory != new.taxCategory { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    if old.unitPrice == new.unitPrice, old.discount == new.discount { return }
    try check(new, list: list, order, given: agreed(old, list))
  }

  private func check(_ line: OrderLine, list: Money?, _ order: WorkOrder, given: Share) throws {
    let card = try ClientTable(context.db).find(order.clientId)?.discount ?? .none
    let limit = max(context.actor.discountLimit, card)
    let taken = line.reduction(from: line.reckonedFrom(list))
    if taken > max(limit, given) { throw Refusal.forbidden(.discountAboveLimit(taken, limit: limit)) }
  }

  /// What was taken off when the client approved it, or has been by whoever might: back up from there it may always go.
  private func agreed(_ old: OrderLine, _ list: Money?) throws -> Share {
    guard old.status == .approved else { return .none }
    let base = old.reckonedFrom(list)
    guard let item = try EstimateLineTable(context.db).approved(old.id) else { return old.reduction(from: base) }
    var approved = old
    (approved.unitPrice, approved.discount) = (item.unitPrice, item.discount)
    return max(approved.reduction(from: base), old.reduction(from: base))
  }

  /// What a line's reductions are reckoned from once its price is this: a manager's price stands for itself, another's never lowers it.
  /// From the client's approval on it stays.
  func base(of line: OrderLine, at price: Money) -> Money? {
    guard line.status == .proposed, price != line.unitPrice else { return line.basePrice }
    return context.may(.override) ? price : max(line.reckonedFrom, price)
  }
}

extension OrderLine {
  fileprivate var reckonedFrom: Money { basePrice ?? unitPrice }

  /// A catalogue's price of nothing is none.
  fileprivate func reckonedFrom(_ list: Money?) -> Money { list.flatMap { $0 > .zero ? $0 : nil } ?? reckonedFrom }

  fileprivate func isSameWork(as other: OrderLine) -> Bool {
    guard kind == other.kind, operationId == other.operationId, partId == other.partId else { return false }
    return operationId != nil || partId != nil || name.letters == other.name.letters
  }
}

extension String {
  /// What is read of a name: a dot more does not make it another.
  fileprivate var letters: String { SearchText.fold(self).filter { $0.isLetter || $0.isNumber } }
}
