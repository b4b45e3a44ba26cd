extension Reason {
  package static func notReadyToBill(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "not_ready_to_bill", en: "Work order \(number) is \(status.text(.en)): documents are issued when the work is complete.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: документы выставляют, когда работы закончены.")
  }
  package static func documentStands(_ number: String, _ payer: IssueFacts.Payer) -> Reason {
    Reason(
      "document_stands", en: "\(payer.text(.en)) has document \(number) of this order; credit it first.",
      ru: "Плательщику «\(payer.text(.ru))» уже выставлен документ \(number); сначала откорректируйте его.")
  }
  package static func nothingToBill(_ number: String, _ payer: IssueFacts.Payer?) -> Reason {
    guard let payer else {
      return Reason(
        "nothing_to_bill", en: "Work order \(number) has nothing to bill.", ru: "По заказ-наряду \(number) выставлять нечего.")
    }
    return Reason(
      "nothing_to_bill", en: "Work order \(number) has nothing to bill to \(payer.text(.en)).",
      ru: "По заказ-наряду \(number) плательщику «\(payer.text(.ru))» выставить нечего.")
  }
  package static func creditOfCredit(_ number: String) -> Reason {
    Reason("credit_of_credit", en: "\(number) is a credit note itself.", ru: "\(number) — сам корректировка.")
  }
  package static func alreadyCredited(_ number: String) -> Reason {
    Reason("already_credited", en: "\(number) has been credited.", ru: "Документ \(number) уже откорректирован.")
  }
  package static let amountNotPositive = Reason(
    "amount_not_positive", en: "The amount must be above zero.", ru: "Сумма должна быть больше нуля.", at: "/amount_minor")
  package static func notPayable(_ number: String) -> Reason {
    Reason("not_payable", en: "\(number) is not an invoice and is not paid.", ru: "\(number) — не счёт и не оплачивается.")
  }
  /// A payment that is not stored yet has no number.
  private static func payment(_ number: String) -> (en: String, ru: String) {
    number.isEmpty ? ("the payment", "") : ("payment \(number)", " \(number)")
  }
  package static func payerDiffers(_ number: String, _ document: String) -> Reason {
    let named = payment(number)
    return Reason(
      "payer_differs", en: "\(document) is billed to another party than \(named.en) came from.",
      ru: "Платёж\(named.ru) пришёл не от плательщика документа \(document).")
  }
  package static func aboveLeft(_ number: String, _ amount: Money, _ left: Money) -> Reason {
    let named = payment(number)
    return Reason(
      "above_left", en: "\(left.text(.en)) of \(named.en) are left, not \(amount.text(.en)).",
      ru: "От платежа\(named.ru) осталось \(left.text(.ru)), а не \(amount.text(.ru)).", at: "/amount_minor")
  }
  package static func nothingToAllocate(_ payment: Payment) -> Reason {
    let n = payment.number
    if payment.left == .zero {
      return Reason(
        "nothing_to_allocate", en: "Nothing of payment \(n) is left to be laid on a document.",
        ru: "От платежа \(n) ничего не осталось, распределять нечего.")
    }
    let place = payment.workOrderID == nil ? (en: "", ru: "") : (en: " on its work order", ru: " по его заказ-наряду")
    return Reason(
      "nothing_to_allocate", en: "The party that payment \(n) came from has no open invoice\(place.en): name a document.",
      ru: "У плательщика платежа \(n) нет неоплаченных счетов\(place.ru): назовите документ.")
  }
  package static func aboveOpen(_ number: String, _ amount: Money, _ open: Money) -> Reason {
    Reason(
      "above_open", en: "\(open.text(.en)) of \(number) are open, not \(amount.text(.en)).",
      ru: "По документу \(number) осталось оплатить \(open.text(.ru)), а не \(amount.text(.ru)).", at: "/amount_minor")
  }
  package static func refundNotAllocated(_ number: String) -> Reason {
    Reason("refund_not_allocated", en: "\(number) is a refund: it pays nothing.", ru: "\(number) — возврат: им ничего не оплатить.")
  }
  package static func refundOfRefund(_ number: String) -> Reason {
    Reason("refund_of_refund", en: "\(number) is a refund itself.", ru: "\(number) — сам возврат.")
  }
  package static func refundLeavesDebt(_ name: String, owed: Money, ahead: Money) -> Reason {
    Reason(
      "refund_leaves_debt",
      en:
        "\(name) owes \(owed.text(.en)) for cars that have left, and \(ahead.text(.en)) paid ahead would remain: a manager gives it back.",
      ru:
        "\(name): долг за выданные автомобили \(owed.text(.ru)), оплаченным вперёд останется \(ahead.text(.ru)): деньги возвращает руководитель."
    )
  }
  package static func allocationLeavesDebt(_ name: String, owed: Money, ahead: Money) -> Reason {
    Reason(
      "allocation_leaves_debt",
      en:
        "\(name) owes \(owed.text(.en)) for cars that have left, and \(ahead.text(.en)) paid ahead would remain: a manager lays it elsewhere.",
      ru:
        "\(name): долг за выданные автомобили \(owed.text(.ru)), оплаченным вперёд останется \(ahead.text(.ru)): на другой счёт деньги относит руководитель."
    )
  }
  package static let refundReasonMissing = Reason(
    "refund_reason_missing", en: "A refund needs a reason.", ru: "Для возврата нужна причина.", at: "/reason")
  package static func refundAboveLeft(_ payment: Payment, _ amount: Money) -> Reason {
    let p = payment
    return Reason(
      "refund_above_left",
      en:
        "Of payment \(p.number) (\(p.amount.text(.en))), \(p.refunded.text(.en)) are refunded and \(p.allocated.text(.en)) pay documents; "
        + "\(p.left.text(.en)) can go back, not \(amount.text(.en)).",
      ru:
        "Из платежа \(p.number) (\(p.amount.text(.ru))) возвращено \(p.refunded.text(.ru)), оплачивает документы \(p.allocated.text(.ru)); "
        + "вернуть можно \(p.left.text(.ru)), а не \(amount.text(.ru)).", at: "/amount_minor")
  }
  package static func lineAboveApproved(_ name: String, billed: Money, approved: Money) -> Reason {
    .init(
      "line_above_approved", en: "\(name): \(billed.text(.en)) to bill, \(approved.text(.en)) approved.",
      ru: "\(name): к оплате \(billed.text(.ru)), согласовано \(approved.text(.ru)).")
  }
  package static func pays(_ amount: Money, of document: String) -> Reason {
    .init(
      "pays_document", en: "\(amount.text(.en)) of it pay \(document); credit that first.",
      ru: "\(amount.text(.ru)) из него оплачивают \(document); сначала откорректируйте этот документ.")
  }
  package static let notAParty = Reason(
    "not_a_party", en: "The client pays nothing of this order.", ru: "Этот клиент не платит по этому заказ-наряду.", at: "/work_order_id")
  package static let noSuchDocument = Reason("no_such_document", en: "There is no such document.", ru: "Такого документа нет.")
}
