/// The spelling of values in the sentences of a reason.
extension Money {
  /// `12,345.60` and `12 345,60`: two decimals, the minor unit of the currencies that this desk bills in.
  package func text(_ language: Language) -> String {
    let (group, point) = language == .ru ? ("\u{A0}", ",") : (",", ".")
    let whole = String(rawValue.magnitude / 100)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += group }
      grouped.append(digit)
    }
    return (rawValue < 0 ? "-" : "") + grouped + point + Day.padded(Int64(rawValue.magnitude % 100), 2)
  }
}

extension Quantity {
  package func text(_ language: Language) -> String { language == .ru ? text.replacing(".", with: ",") : text }
}

extension Day {
  package func text(_ language: Language) -> String {
    guard language == .ru else { return text }
    let (year, month, day) = parts
    return "\(Day.padded(day, 2)).\(Day.padded(month, 2)).\(Day.padded(year, 4))"
  }
}

extension Share {
  /// `12.5 %` and `12,5 %`.
  package func text(_ language: Language) -> String {
    let number = rawValue.multipliedReportingOverflow(by: 10).partialValue
    return Quantity(thousandths: number).text(language) + (language == .ru ? "\u{A0}%" : " %")
  }
}

extension Zone {
  /// `2026-03-12 09:30` and `12.03.2026 09:30`, in local time.
  package func text(_ instant: Instant, _ language: Language) -> String {
    let minutes = Int64(minutes(of: instant))
    return "\(day(of: instant).text(language)) \(Day.padded(minutes / 60, 2)):\(Day.padded(minutes % 60, 2))"
  }
}

extension Weekday {
  /// Completes "the hours of …" and «часы …».
  package func text(_ language: Language) -> String {
    let (en, ru) =
      switch self {
      case .mon: ("Monday", "понедельника")
      case .tue: ("Tuesday", "вторника")
      case .wed: ("Wednesday", "среды")
      case .thu: ("Thursday", "четверга")
      case .fri: ("Friday", "пятницы")
      case .sat: ("Saturday", "субботы")
      case .sun: ("Sunday", "воскресенья")
      }
    return language == .ru ? ru : en
  }
}
