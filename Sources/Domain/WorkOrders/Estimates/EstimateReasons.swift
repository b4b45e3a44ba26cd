extension Reason {
  package static let estimateEmpty = Reason("estimate_empty", en: "There is nothing to estimate.", ru: "Считать нечего: нет строк.")
  package static func estimateNotOffered(_ number: String) -> Reason {
    Reason(
      "estimate_not_offered", en: "No estimate of work order \(number) is offered.", ru: "По заказ-наряду \(number) смета не предложена.")
  }
  package static func estimateDraft(_ title: String) -> Reason {
    Reason("estimate_draft", en: "Estimate «\(title)» has not been offered yet.", ru: "Смета «\(title)» ещё не предложена.")
  }
  package static func lineOffered(_ line: OrderLine, in title: String) -> Reason {
    Reason(
      "line_offered", en: "«\(line.name)» lies before the client in estimate «\(title)» already.",
      ru: "«\(line.name)» уже предложена клиенту в смете «\(title)».")
  }
  package static func estimateExpired(_ title: String, _ zone: Zone, _ at: Instant) -> Reason {
    Reason(
      "estimate_expired", en: "Estimate «\(title)» expired at \(zone.text(at, .en)).",
      ru: "Срок сметы «\(title)» истёк \(zone.text(at, .ru)).")
  }
  package static func estimateDecided(_ title: String, _ status: Estimate.Status) -> Reason {
    Reason(
      "estimate_decided", en: "Estimate «\(title)» is \(status.text(.en)) already.",
      ru: "Смета «\(title)» уже \(status == .approved ? "согласована" : "отклонена").")
  }
  package static func estimateSuperseded(_ title: String, _ why: Estimate.SupersededReason?) -> Reason {
    let (en, ru) =
      switch why {
      case .expired: (": its time ran out", ": её срок истёк")
      case .objection: (": the client objected to it", ": клиент возразил против неё")
      case .lineChanged: (": its lines have been changed since", ": её строки с тех пор изменились")
      case .decidedOtherwise: (": the client has decided on another one", ": клиент принял решение по другой")
      case .promiseMoved: (": the date it states was moved", ": срок, указанный в ней, перенесён")
      case .orderCancelled: (": the work order was cancelled", ": заказ-наряд отменён")
      case nil: ("", "")
      }
    return Reason("estimate_superseded", en: "Estimate «\(title)» is outdated\(en).", ru: "Смета «\(title)» устарела\(ru).")
  }
  package static func itemUnknown(_ id: Int64) -> Reason {
    Reason("item_unknown", en: "Line \(id) is not in this estimate.", ru: "Строки \(id) в этой смете нет.")
  }
  package static func itemTwice(_ id: Int64) -> Reason {
    Reason("item_twice", en: "Line \(id) is decided twice.", ru: "По строке \(id) два решения.")
  }
  package static func itemUndecided(_ line: EstimateLine) -> Reason {
    Reason(
      "item_undecided", en: "Line \(line.orderLineID) («\(line.name)») has no decision.",
      ru: "По строке \(line.orderLineID) («\(line.name)») нет решения.")
  }
  package static func supplementNotPossible(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "supplement_not_possible", en: "Work order \(number) is \(status.text(.en)): a supplement needs approved work under way.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: дополнительная смета возможна, когда согласованные работы идут.")
  }
  package static func exceedsApproved(_ total: Money, _ most: Money) -> Reason {
    Reason(
      "exceeds_approved", en: "\(total.text(.en)) is more than the client approved; at most \(most.text(.en)) may be billed.",
      ru: "\(total.text(.ru)) — больше, чем согласовал клиент; выставить можно не больше \(most.text(.ru)).")
  }
  package static func standingExceeded(_ total: Money, _ limit: Money) -> Reason {
    Reason(
      "standing_exceeded", en: "Extra work of \(total.text(.en)) is above the standing instruction (\(limit.text(.en))): ask the client.",
      ru: "Дополнительные работы на \(total.text(.ru)) больше разрешённого заранее (\(limit.text(.ru))): спросите клиента.")
  }
  package static let grossNegative = Reason(
    "gross_negative", en: "The amount of a line cannot be negative.", ru: "Сумма строки не может быть отрицательной.")
  package static let shareOutside = Reason(
    "share_outside", en: "A share is between 0 and 10000 basis points.", ru: "Доля — от 0 до 10000 базисных пунктов.")
  package static let sharesOverWhole = Reason(
    "shares_over_whole", en: "The shares come to more than the whole.", ru: "В сумме доли больше целого.")
  static let payerClientOther = Reason(
    "payer_client_other", en: "A payer of role client is the order's own client; anybody else is of role other.",
    ru: "Плательщик с ролью client — сам клиент заказ-наряда; для всех прочих роль other.")
  package static let payerCentreCard = Reason(
    "payer_centre_card", en: "The centre itself pays a company's part, so no card is named.",
    ru: "Долю с ролью company платит сам автоцентр: карточка не указывается.")
  package static let clientTwice = Reason("client_twice", en: "The client is named twice.", ru: "Клиент назван дважды.")
  package static func estimateNotNow(_ number: String, _ status: WorkOrder.Status) -> Reason {
    .init(
      "estimate_not_now",
      en: "Work order \(number) is \(status.text(.en)): an estimate is made while estimating, a supplement once approved.",
      ru: "Смету готовят при расчёте заказ-наряда, дополнительную — после согласования; \(number) сейчас в состоянии «\(status.text(.ru))»."
    )
  }
  package static func estimateNotDraft(_ estimate: Estimate) -> Reason {
    .init(
      "estimate_not_draft", en: "Estimate «\(estimate.title)» is \(estimate.status.text(.en)); only a draft can be offered.",
      ru: "Предложить можно только черновик, а смета «\(estimate.title)» — \(estimate.status.text(.ru)).")
  }
  package static func estimateUnknown(_ id: Int64) -> Reason {
    .init(
      "estimate_unknown", en: "Estimate \(id) is not one of this order, or is named twice.",
      ru: "Сметы \(id) в этом заказ-наряде нет, или она названа дважды.")
  }
  /// Names the estimate that can be decided on instead.
  package static func estimateCurrent(_ estimate: Estimate) -> Reason {
    .init(
      "estimate_current", en: "Estimate \(estimate.id) «\(estimate.title)» is offered now.",
      ru: "Сейчас предложена смета \(estimate.id) «\(estimate.title)».")
  }
  package static func lineUnknown(_ id: Int64) -> Reason {
    .init("line_unknown", en: "Line \(id) is not one of this order.", ru: "Строки \(id) в этом заказ-наряде нет.")
  }
  package static func expiresInPast(_ zone: Zone, _ at: Instant) -> Reason {
    .init(
      "expires_in_past", en: "\(zone.text(at, .en)) has passed: nothing could be decided until then.",
      ru: "\(zone.text(at, .ru)) уже прошло: решить до этого времени нельзя.", at: "/expires_at")
  }
  package static let proxyUnknown = Reason(
    "no_such_proxy", en: "There is no such proxy.", ru: "Такого доверенного лица нет.", at: "/proxy_id")
  package static let standingByClient = Reason(
    "standing_by_client", en: "A standing instruction is the client's own; no proxy decides by it.",
    ru: "Заранее данное согласие — самого клиента, доверенное лицо здесь не при чём.", at: "/proxy_id")
  package static let standingForExtraWork = Reason(
    "standing_for_extra_work", en: "A standing instruction is for extra faults; the main estimate is decided by the client.",
    ru: "Заранее данное согласие — на дополнительные работы; основную смету решает клиент.")
  package static let standingOnlyApproves = Reason(
    "standing_only_approves", en: "A standing instruction approves; what is not wanted is declined by the client.",
    ru: "По заранее данному согласию можно только согласовать; отказ — за клиентом.")
  package static func standingLater(_ zone: Zone, _ at: Instant) -> Reason {
    .init(
      "standing_later", en: "A standing instruction is for costs: of a later date, \(zone.text(at, .en)), the client must be asked.",
      ru: "Заранее данное согласие — на расходы: о более позднем сроке, \(zone.text(at, .ru)), спросите клиента.")
  }
  package static func standingMissing(_ instruction: WorkOrder.StandingInstruction) -> Reason {
    .init(
      "standing_missing", en: "The client's instruction is «\(instruction.text(.en))»: extra work needs the client's word.",
      ru: "Поручение клиента — «\(instruction.text(.ru))»: на дополнительные работы нужно его согласие.")
  }
}
