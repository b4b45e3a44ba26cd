internal import Domain

/// Guards money paid ahead that cars have left on. Without it the payer would owe more for those cars than the credit
/// terms allow.
struct PaidAhead {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The reason against using so much of a payer's free money for something else. A manager may.
  func reason(
    againstTaking amount: Money, of payer: Int64, _ leavesDebt: (_ name: String, _ owed: Money, _ ahead: Money) -> Reason
  ) throws -> Reason? {
    if context.may(.override) { return nil }
    guard let client = try ClientTable(context.db).find(payer) else { return nil }
    let documents = DocumentTable(context.db)
    let owed = try documents.owedForCarsThatLeft(by: payer).adding(documents.unbilledForCarsThatLeft(of: payer))
    let ahead = try Money.sum(PaymentTable(context.db).free(ofClient: payer).map(\.left)).subtracting(amount)
    let limit = client.creditDays > 0 ? client.creditLimit : .zero
    return try owed > .zero && owed.subtracting(ahead) > limit ? leavesDebt(client.name, owed, ahead) : nil
  }
}
