extension Reason {
  package static func clockBeforeOrder(_ number: String) -> Reason {
    Reason(
      "clock_before_order", en: "\(number) was not open yet at that time.", ru: "В это время \(number) ещё не был открыт.",
      at: "/started_at")
  }
  package static let clockEmpty = Reason(
    "clock_empty", en: "A clocking ends after it begins.", ru: "Окончание должно быть позже начала.", at: "/ended_at")
  package static func clockRunning(_ clock: WorkOrderFacts.RunningClock, _ zone: Zone) -> Reason {
    Reason(
      "clock_running", en: "\(clock.mechanic) has been clocked on since \(zone.text(clock.startedAt, .en)).",
      ru: "Идут часы: \(clock.mechanic), с \(zone.text(clock.startedAt, .ru)).")
  }
  package static func clockAlreadyRunning(_ clocked: Clocked, _ zone: Zone) -> Reason {
    let start = clocked.clocking.startedAt
    return Reason(
      "clock_already_running",
      en: "The mechanic is clocked on to work order \(clocked.number) since \(zone.text(start, .en)) (clocking \(clocked.clocking.id)).",
      ru: "Механик уже отбит на заказ-наряд \(clocked.number) с \(zone.text(start, .ru)) (отбивка \(clocked.clocking.id)).")
  }
  package static func clockStillRunning(_ clocked: Clocked, _ zone: Zone) -> Reason {
    Reason(
      "clock_still_running", en: "Clocking \(clocked.clocking.id) is still running: stop it first.",
      ru: "Отбивка \(clocked.clocking.id) ещё идёт: сначала остановите её.")
  }
  package static func clockFuture(_ zone: Zone, _ at: Instant) -> Reason {
    Reason("clock_future", en: "\(zone.text(at, .en)) lies in the future.", ru: "\(zone.text(at, .ru)) ещё не наступило.")
  }
  package static func clockEndsBefore(_ zone: Zone, _ start: Instant, _ end: Instant) -> Reason {
    Reason(
      "clock_ends_before", en: "The end, \(zone.text(end, .en)), lies before the start, \(zone.text(start, .en)).",
      ru: "Конец (\(zone.text(end, .ru))) раньше начала (\(zone.text(start, .ru))).")
  }
  package static func clockOverlaps(_ other: Clocked, _ zone: Zone) -> Reason {
    let (start, end) = (other.clocking.startedAt, other.clocking.endedAt)
    let (en, ru) = (end.map { zone.text($0, .en) } ?? "now", end.map { zone.text($0, .ru) } ?? "сих пор")
    return Reason(
      "clock_overlaps", en: "It overlaps clocking \(other.clocking.id) on \(other.number), from \(zone.text(start, .en)) to \(en).",
      ru: "Пересекается с отбивкой \(other.clocking.id) на \(other.number): с \(zone.text(start, .ru)) до \(ru).")
  }
  package static func clockTooLong(_ hours: Quantity) -> Reason {
    Reason(
      "clock_too_long", en: "A clocking longer than \(hours.text(.en)) h is a forgotten clock: a manager corrects it.",
      ru: "Отбивка длиннее \(hours.text(.ru)) ч — забытые часы: её исправляет управляющий.")
  }
  package static let clockStopped = Reason("clock_stopped", en: "This clock has been stopped.", ru: "Эти часы уже остановлены.")
  package static let clockReplaced = Reason(
    "clock_replaced", en: "This clocking has been corrected already; correct the newer one.",
    ru: "Эта отбивка уже исправлена; исправляйте более новую.")
  package static let clockReasonMissing = Reason(
    "clock_reason_missing", en: "A correction needs a reason.", ru: "Для исправления нужна причина.", at: "/reason")
  package static func notDiagnosable(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "not_diagnosable", en: "Work order \(number) is \(status.text(.en)): no diagnosis can be clocked.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: диагностику отбить нельзя.")
  }
  package static func notLabour(_ line: OrderLine) -> Reason {
    Reason("not_labour", en: "«\(line.title)» is a part, not labour.", ru: "«\(line.title)» — запчасть, а не работа.")
  }
  package static func lineDone(_ line: OrderLine) -> Reason {
    Reason("line_done", en: "«\(line.title)» is done.", ru: "Работа «\(line.title)» уже выполнена.")
  }
}
