internal import Domain

extension Reason {
  static func estimateNotNow(_ number: String, _ status: WorkOrder.Status) -> Reason {
    .init(
      "estimate_not_now",
      en: "Work order \(number) is \(status.text(.en)): an estimate is made while estimating, a supplement once approved.",
      ru: "Смету готовят при расчёте заказ-наряда, дополнительную — после согласования; \(number) сейчас в состоянии «\(status.text(.ru))»."
    )
  }
  static func estimateNotDraft(_ estimate: Estimate) -> Reason {
    .init(
      "estimate_not_draft", en: "Estimate «\(estimate.title)» is \(estimate.status.text(.en)); only a draft can be offered.",
      ru: "Предложить можно только черновик, а смета «\(estimate.title)» — \(estimate.status.text(.ru)).")
  }
  static func estimateUnknown(_ id: Int64) -> Reason {
    .init(
      "estimate_unknown", en: "Estimate \(id) is not one of this order, or is named twice.",
      ru: "Сметы \(id) в этом заказ-наряде нет, или она названа дважды.")
  }
  /// Names the estimate that can be decided on instead.
  static func estimateCurrent(_ estimate: Estimate) -> Reason {
    .init(
      "estimate_current", en: "Estimate \(estimate.id) «\(estimate.title)» is offered now.",
      ru: "Сейчас предложена смета \(estimate.id) «\(estimate.title)».")
  }
  static func lineUnknown(_ id: Int64) -> Reason {
    .init("line_unknown", en: "Line \(id) is not one of this order.", ru: "Строки \(id) в этом заказ-наряде нет.")
  }
  static func expiresInPast(_ zone: Zone, _ at: Instant) -> Reason {
    .init(
      "expires_in_past", en: "\(zone.text(at, .en)) has passed: nothing could be decided until then.",
      ru: "\(zone.text(at, .ru)) уже прошло: решить до этого времени нельзя.", at: "/expires_at")
  }
  static let proxyUnknown = Reason("no_such_proxy", en: "There is no such proxy.", ru: "Такого доверенного лица нет.", at: "/proxy_id")
  static let standingByClient = Reason(
    "standing_by_client", en: "A standing instruction is the client's own; no proxy decides by it.",
    ru: "Заранее данное согласие — самого клиента, доверенное лицо здесь не при чём.", at: "/proxy_id")
  static let standingForExtraWork = Reason(
    "standing_for_extra_work", en: "A standing instruction is for extra faults; the main estimate is decided by the client.",
    ru: "Заранее данное согласие — на дополнительные работы; основную смету решает клиент.")
  static let standingOnlyApproves = Reason(
    "standing_only_approves", en: "A standing instruction approves; what is not wanted is declined by the client.",
    ru: "По заранее данному согласию можно только согласовать; отказ — за клиентом.")
  static func standingLater(_ zone: Zone, _ at: Instant) -> Reason {
    .init(
      "standing_later", en: "A standing instruction is for costs: of a later date, \(zone.text(at, .en)), the client must be asked.",
      ru: "Заранее данное согласие — на расходы: о более позднем сроке, \(zone.text(at, .ru)), спросите клиента.")
  }
  static func standingMissing(_ instruction: WorkOrder.StandingInstruction) -> Reason {
    .init(
      "standing_missing", en: "The client's instruction is «\(instruction.text(.en))»: extra work needs the client's word.",
      ru: "Поручение клиента — «\(instruction.text(.ru))»: на дополнительные работы нужно его согласие.")
  }
}
