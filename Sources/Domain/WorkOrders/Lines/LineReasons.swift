extension Reason {
  package static func partShort(_ line: OrderLine) -> Reason {
    Reason(
      "part_short",
      en: "«\(line.title)»: \(line.short.text(.en)) \(line.unit.text(.en)) are neither reserved nor on order.",
      ru: "«\(line.title)»: \(line.short.text(.ru)) \(line.unit.text(.ru)) не в резерве и не заказаны.")
  }
  package static func partWithoutDate(_ line: OrderLine) -> Reason {
    Reason(
      "part_without_date", en: "«\(line.title)» is on order without an expected date.",
      ru: "«\(line.title)» заказана, но срок поставки не известен.")
  }
  package static func partReserved(_ line: OrderLine) -> Reason {
    Reason(
      "part_reserved",
      en: "«\(line.title)»: \(line.reserved.text(.en)) \(line.unit.text(.en)) are reserved: issue or release them.",
      ru: "«\(line.title)»: \(line.reserved.text(.ru)) \(line.unit.text(.ru)) в резерве: выдайте или снимите резерв.")
  }
  package static func partAwaited(_ line: OrderLine) -> Reason {
    Reason(
      "part_awaited",
      en: "«\(line.title)»: \(line.onOrder.text(.en)) \(line.unit.text(.en)) are still on order for this work order.",
      ru: "«\(line.title)»: \(line.onOrder.text(.ru)) \(line.unit.text(.ru)) ещё в пути под этот заказ-наряд.")
  }
  package static func partIssued(_ line: OrderLine) -> Reason {
    Reason(
      "part_issued",
      en: "«\(line.title)»: \(line.issued.text(.en)) \(line.unit.text(.en)) are issued: return or bill them first.",
      ru: "«\(line.title)»: выдано \(line.issued.text(.ru)) \(line.unit.text(.ru)): сначала верните на склад или выставьте в счёт.")
  }
  package static func partNotIssued(_ line: OrderLine) -> Reason {
    Reason(
      "part_not_issued",
      en: "«\(line.title)»: \(line.unissued.text(.en)) \(line.unit.text(.en)) are not issued yet.",
      ru: "«\(line.title)»: \(line.unissued.text(.ru)) \(line.unit.text(.ru)) ещё не выдано.")
  }
  package static func partInDeclined(_ line: OrderLine) -> Reason {
    Reason(
      "part_in_declined", en: "The estimate was declined: «\(line.title)» cannot be billed.",
      ru: "Смета отклонена: «\(line.title)» выставить нельзя.")
  }
  package static func issueAboveLine(_ line: OrderLine, _ quantity: Quantity) -> Reason {
    Reason(
      "issue_above_line", en: "«\(line.title)»: \(line.unissued.text(.en)) are still to be issued, not \(quantity.text(.en)).",
      ru: "«\(line.title)»: осталось выдать \(line.unissued.text(.ru)), а не \(quantity.text(.ru)).", at: "/quantity")
  }
  package static func returnAboveIssued(_ line: OrderLine, _ quantity: Quantity) -> Reason {
    Reason(
      "return_above_issued", en: "«\(line.title)»: \(line.issued.text(.en)) were issued, \(quantity.text(.en)) cannot come back.",
      ru: "«\(line.title)»: выдано \(line.issued.text(.ru)), вернуть \(quantity.text(.ru)) нельзя.", at: "/quantity")
  }
  package static func reserveAboveLine(_ line: OrderLine, _ quantity: Quantity) -> Reason {
    let open = line.unissued.less(line.reserved)
    return Reason(
      "reserve_above_line", en: "«\(line.title)» still needs \(open.text(.en)), not \(quantity.text(.en)).",
      ru: "«\(line.title)»: нужно ещё \(open.text(.ru)), а не \(quantity.text(.ru)).", at: "/quantity")
  }
  package static func noStockLine(_ line: OrderLine) -> Reason {
    Reason(
      "no_stock_line", en: "«\(line.title)» takes nothing from the stock.", ru: "Для «\(line.title)» со склада ничего не берут.")
  }
  package static func lineDecided(_ line: OrderLine) -> Reason {
    Reason(
      "line_decided", en: "«\(line.title)» is \(line.status.text(.en)) and stays.",
      ru: "«\(line.title)» \(line.status.text(.ru)): менять нельзя.")
  }
  package static func lineNotApproved(_ line: OrderLine) -> Reason {
    Reason(
      "line_not_approved", en: "«\(line.title)» is \(line.status.text(.en)), not approved.",
      ru: "«\(line.title)» \(line.status.text(.ru)): согласия клиента на неё сейчас нет.")
  }
  package static func linesFixed(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "lines_fixed", en: "The lines of work order \(number) are fixed while it is \(status.text(.en)).",
      ru: "Пока заказ-наряд \(number) в состоянии «\(status.text(.ru))», его строки не меняются.")
  }
  package static func declinedTakesFees(_ number: String) -> Reason {
    Reason(
      "declined_takes_fees", en: "Work order \(number) is declined: only an agreed fee can be added.",
      ru: "Заказ-наряд \(number) отклонён: добавить можно только согласованную плату за работу.")
  }
  package static func notInRepair(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "not_in_repair", en: "Work order \(number) is \(status.text(.en)), not in repair.",
      ru: "Заказ-наряд \(number) не в ремонте, а в состоянии «\(status.text(.ru))».")
  }
}
