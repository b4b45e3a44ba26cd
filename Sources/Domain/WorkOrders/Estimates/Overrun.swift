/// The amount by which an order may exceed what the client approved: nothing for a person (Russian rules for car
/// repair), a tenth for a company unless agreed otherwise, plus what the standing instruction allows. `only_listed`
/// allows nothing at all. The limit holds for the bill, and before it for the work: within it an approved line may
/// grow or another be added without asking again.
package struct Overrun: Equatable, Sendable {
  /// The client's part of what was approved by word or signature, without the standing instruction.
  package let approved: Money
  package let tolerance: Money
  package let standing: Money

  package init(
    approved: Money, client: Client, instruction: WorkOrder.StandingInstruction, standingLimit: Money?,
    companyDefault: Share = Share(bp: 1000)
  ) throws(Refusal) {
    self.approved = approved
    let share = client.overrun ?? (client.kind == .company ? companyDefault : .none)
    switch instruction {
    case .onlyListed: (tolerance, standing) = (.zero, .zero)
    case .callMe: (tolerance, standing) = (Overrun.part(share, of: approved), .zero)
    case .upTo: (tolerance, standing) = (Overrun.part(share, of: approved), standingLimit ?? .zero)
    }
  }

  /// A limit is never rounded up: half a kopeck above it exceeds it.
  private static func part(_ share: Share, of approved: Money) -> Money {
    Money(Int64(clamping: Int128(approved.rawValue) * Int128(share.rawValue) / 10_000))
  }

  /// The most that may be billed to the client.
  package func most() throws(Refusal) -> Money { try approved.adding(tolerance).adding(standing) }

  package func reason(againstBilling total: Money) throws(Refusal) -> Reason? {
    let most = try most()
    return total > most ? .exceedsApproved(total, most) : nil
  }

  // MARK: More work without asking

  /// Reasons against more work. `line` exceeds its approval or was never offered; with it the client's part of the
  /// order comes to `total`.
  package func reasons(againstMore line: OrderLine, total: Money) throws(Refusal) -> [Reason] {
    guard tolerance > .zero || standing > .zero else { return [line.status == .approved ? .approvedOnlyDown(line) : .noTolerance(line)] }
    let most = try most()
    return total > most ? [.aboveTolerance(line, total, most)] : []
  }

  /// The reason against extra work under the standing instruction; nil if it fits. `already` was approved on it
  /// before. `total` is the client's present total, because a dearer line may have used some of it too.
  package func reason(againstExtra extra: Money, already: Money, total: Money) throws(Refusal) -> Reason? {
    let used = max(already, try total.subtracting(approved).subtracting(tolerance))
    let whole = try used.adding(extra)
    return whole > standing ? .standingExceeded(whole, standing) : nil
  }
}

extension Reason {
  package static func approvedOnlyDown(_ line: OrderLine) -> Reason {
    Reason(
      "approved_only_down", en: "«\(line.title)» is approved: it may become less or cheaper; for more, offer a supplement.",
      ru: "«\(line.title)» согласована: её можно только уменьшить или удешевить; остальное — дополнительной сметой.")
  }
  package static func noTolerance(_ line: OrderLine) -> Reason {
    Reason(
      "no_tolerance", en: "The client allows nothing beyond what was approved: offer «\(line.title)» in a supplement.",
      ru: "Сверх согласованного клиент ничего не разрешал: предложите «\(line.title)» дополнительной сметой.")
  }
  package static func aboveTolerance(_ line: OrderLine, _ total: Money, _ most: Money) -> Reason {
    Reason(
      "above_tolerance",
      en:
        "With «\(line.title)» the order comes to \(total.text(.en)) for the client; without asking at most \(most.text(.en)): offer a supplement.",
      ru:
        "С «\(line.title)» заказ-наряд составит для клиента \(total.text(.ru)), а без его согласия — не больше \(most.text(.ru)): предложите дополнительную смету."
    )
  }
  package static func aboveToleranceWithout(_ line: OrderLine, _ total: Money, _ most: Money) -> Reason {
    Reason(
      "above_tolerance",
      en:
        "Without «\(line.title)» the order comes to \(total.text(.en)) for the client, and what was approved of the rest allows \(most.text(.en)): lower the rest first, or offer a supplement.",
      ru:
        "Без «\(line.title)» заказ-наряд составит для клиента \(total.text(.ru)), а согласие на остальное допускает \(most.text(.ru)): сначала уменьшите остальное или предложите дополнительную смету."
    )
  }
  package static func othersPay(_ line: OrderLine) -> Reason {
    Reason(
      "others_pay", en: "«\(line.title)» is paid by others too, who agreed to no more: offer a supplement.",
      ru: "За «\(line.title)» платит не только клиент, а больше другие не согласовывали: предложите дополнительную смету.")
  }
  package static func toleranceNotNow(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "tolerance_not_now", en: "Work order \(number) is \(status.text(.en)): a line goes in without asking only beside approved work.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: без согласия строку добавляют только к согласованным работам.",
      at: "/within_tolerance")
  }
}
