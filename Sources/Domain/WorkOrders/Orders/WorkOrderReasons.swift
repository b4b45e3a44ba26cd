extension Reason {
  package static func workOrderStatus(_ number: String, _ status: WorkOrder.Status, _ move: WorkOrder.Move) -> Reason {
    Reason(
      "work_order_status", en: "Work order \(number) is \(status.text(.en)): \(move.text(.en)) is not possible.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: \(move.text(.ru)) нельзя.")
  }
  package static func workOrderClosed(_ number: String) -> Reason {
    Reason(
      "work_order_closed",
      en: "Work order \(number) is closed and never edited: a correction is a credit note, a return visit a new order.",
      ru: "Заказ-наряд \(number) закрыт и не меняется: исправление — корректировкой, повторный визит — новым заказ-нарядом.")
  }
  package static func complaintMissing(_ number: String) -> Reason {
    Reason("complaint_missing", en: "Work order \(number) has no complaint yet.", ru: "В заказ-наряде \(number) нет ни одной жалобы.")
  }
  package static func linesMissing(_ number: String) -> Reason {
    Reason(
      "lines_missing", en: "Work order \(number) has no line to offer.", ru: "В заказ-наряде \(number) нечего согласовывать: нет строк.")
  }
  package static func promiseMissing(_ number: String) -> Reason {
    Reason("promise_missing", en: "Work order \(number) has no promise date.", ru: "В заказ-наряде \(number) не обещан срок.")
  }
  package static func promisePassed(_ zone: Zone, _ at: Instant) -> Reason {
    Reason(
      "promise_passed", en: "The promised time, \(zone.text(at, .en)), has passed.", ru: "Обещанный срок \(zone.text(at, .ru)) уже прошёл.")
  }
  package static func payerUndecided(_ line: OrderLine) -> Reason {
    Reason("payer_undecided", en: "It is not decided who pays «\(line.title)».", ru: "Не решено, кто платит за «\(line.title)».")
  }
  package static func coverageUnchecked(_ line: OrderLine) -> Reason {
    Reason(
      "coverage_unchecked", en: "No coverage check is recorded for «\(line.title)».",
      ru: "Для «\(line.title)» не записана проверка гарантии.")
  }
  package static func nothingApproved(_ number: String) -> Reason {
    Reason("nothing_approved", en: "Nothing is approved in work order \(number).", ru: "В заказ-наряде \(number) ничего не согласовано.")
  }
  package static func labourNotDone(_ line: OrderLine) -> Reason {
    Reason("labour_not_done", en: "«\(line.title)» is approved and not done.", ru: "Работа «\(line.title)» согласована, но не выполнена.")
  }
  package static func supplementOpen(_ title: String) -> Reason {
    Reason(
      "supplement_open", en: "The supplement «\(title)» is offered and not decided.", ru: "Дополнительная смета «\(title)» ещё не решена.")
  }
  package static func qualityUnchecked(_ number: String) -> Reason {
    Reason(
      "quality_unchecked", en: "Work order \(number) has not been quality-checked.", ru: "По заказ-наряду \(number) нет контроля качества.")
  }
  package static func qualityFailed(_ check: QualityCheck) -> Reason {
    let note = check.note.map { ": " + $0 } ?? ""
    return Reason("quality_failed", en: "The quality check failed\(note).", ru: "Контроль качества не пройден\(note).")
  }
  package static let qualityOwnWork = Reason(
    "quality_own_work", en: "The check was made by somebody who did the work; another must check, or a manager override it with a reason.",
    ru: "Качество проверил тот, кто делал работу; проверить должен другой, либо управляющий — с указанием причины.")
  package static func documentMissing(_ payer: WorkOrderFacts.Payer) -> Reason {
    Reason(
      "document_missing", en: "No document is issued to \(payer.name) (\(payer.role.text(.en))) for \(payer.due.text(.en)).",
      ru: "Не выставлен документ на \(payer.due.text(.ru)): \(payer.name) (\(payer.role.text(.ru))).")
  }
  package static func documentOutdated(_ document: WorkOrderFacts.Payer.Document, worth: Money) -> Reason {
    Reason(
      "document_outdated",
      en:
        "Document \(document.number) comes to \(document.gross.text(.en)), the work to \(worth.text(.en)): credit it and issue a new one.",
      ru:
        "Документ \(document.number) выставлен на \(document.gross.text(.ru)), а работы — на \(worth.text(.ru)): откорректируйте и выставьте новый."
    )
  }
  package static func unpaid(_ document: WorkOrderFacts.Payer.Document, _ open: Money) -> Reason {
    Reason(
      "unpaid", en: "\(open.text(.en)) of invoice \(document.number) are not paid.",
      ru: "По счёту \(document.number) не оплачено \(open.text(.ru)).")
  }
  package static func creditExceeded(
    _ payer: WorkOrderFacts.Payer, _ document: WorkOrderFacts.Payer.Document, _ open: Money, _ credit: Credit
  ) -> Reason {
    let ahead =
      credit.ahead == .zero
      ? (en: "", ru: "")
      : (
        en: " and has paid \(credit.ahead.text(.en)) ahead", ru: ", оплачено вперёд \(credit.ahead.text(.ru)),"
      )
    return Reason(
      "credit_exceeded",
      en:
        "\(payer.name) owes \(credit.owed.text(.en))\(ahead.en); with \(open.text(.en)) of \(document.number) the limit of \(credit.limit.text(.en)) is passed.",
      ru:
        "\(payer.name): долг \(credit.owed.text(.ru))\(ahead.ru) и ещё \(open.text(.ru)) по \(document.number) — больше лимита \(credit.limit.text(.ru))."
    )
  }
  package static func cancelInRepair(_ number: String) -> Reason {
    Reason(
      "cancel_in_repair", en: "Work order \(number) is in repair: only a manager may cancel it.",
      ru: "Заказ-наряд \(number) в ремонте: отменить его может только управляющий.")
  }
  package static let collectorMissing = Reason(
    "collector_missing", en: "Say who collected the car.", ru: "Укажите, кто забрал автомобиль.", at: "/collected_by")
  package static func collectorUnidentified(_ name: String) -> Reason {
    Reason(
      "collector_unidentified",
      en: "\(name) is neither the client nor a proxy named here: say how the person was identified, or let a manager hand over.",
      ru: "\(name) — не клиент и не указанное доверенное лицо: укажите, как установлена личность, или пусть выдаст управляющий.",
      at: "/identified_by")
  }
  package static func handedOver(_ number: String) -> Reason {
    Reason(
      "handed_over", en: "The car of work order \(number) has been handed over.", ru: "Автомобиль по заказ-наряду \(number) уже выдан.")
  }
}
