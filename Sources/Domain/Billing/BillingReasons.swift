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
  package static func payerDiffers(_ payment: String, _ document: String) -> Reason {
    Reason(
      "payer_differs", en: "Payment \(payment) came from another party than \(document) is billed to.",
      ru: "Платёж \(payment) пришёл не от плательщика документа \(document).")
  }
  package static func aboveLeft(_ number: String, _ amount: Money, _ left: Money) -> Reason {
    Reason(
      "above_left", en: "\(left.text(.en)) of payment \(number) are left, not \(amount.text(.en)).",
      ru: "От платежа \(number) осталось \(left.text(.ru)), а не \(amount.text(.ru)).", at: "/amount_minor")
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
}
