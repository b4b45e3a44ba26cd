internal import Domain
internal import JSON

extension Kind where T == WorkingHours.Interval {
  /// Hours such as `09:00-18:00`.
  static var interval: Kind {
    Kind(.text(min: 9, max: 11, format: nil), placeholder: .init(0, 1_440)) { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      guard let interval = WorkingHours.Interval(text: text) else { return faults.add(.notHours(at: pointer)) }
      return interval
    }
  }
}

extension Kind where T == [WorkingHours.Interval] {
  static var intervals: Kind { .list(of: .interval, 0...24) }
}

extension Kind where T == WorkingHours.Week {
  static var week: Kind {
    let days = Weekday.allCases.map { day in
      ObjectSchema.Property(name: day.rawValue, schema: Kind<[WorkingHours.Interval]>.intervals.schema, required: false, note: nil)
    }
    return .map(of: .intervals, 0...7) { name, pointer throws(Reason) in
      guard let weekday = Weekday(rawValue: name) else { throw .unknownField(name, at: pointer) }
      return weekday
    }.documented(.object(ObjectSchema(name: "CalendarWeek", properties: days, closed: true)))
  }
}

extension Kind {
  /// Values by date.
  static func dated<E: Sendable>(_ kind: Kind<E>) -> Kind where T == [Day: E] {
    .map(of: kind, Dates.count) { name, pointer throws(Reason) in
      guard let day = CalendarDate.parse(name).map({ Day(rawValue: Int64($0)) }) else { throw .notADate(at: pointer) }
      guard Day.possible.contains(day) else { throw Reason.yearOutOfRange.at(pointer) }
      return day
    }
  }

  /// An object with variable names.
  static func map<K: Hashable & Sendable, E: Sendable>(
    of kind: Kind<E>, _ count: ClosedRange<Int>, key: @escaping @Sendable (_ name: String, _ pointer: String) throws(Reason) -> K
  ) -> Kind where T == [K: E] {
    Kind(.map(kind.schema), placeholder: [:]) { input, pointer, faults in
      guard case .json(.object(let object)) = input else { return faults.add(.wrongType("object", at: pointer)) }
      guard count.contains(object.members.count) else { return faults.add(.wrongCount(count, at: pointer)) }
      var values: [K: E] = [:]
      for member in object.members where faults.count <= Faults.most {
        let place = "\(pointer)/\(JSONPointer.escape(member.key))"
        do throws(Reason) {
          let key = try key(member.key, place)
          if let value = kind.read(.json(member.value), place, &faults) { values[key] = value }
        } catch { faults.append(error) }
      }
      return values.count == object.members.count ? values : nil
    }
  }
}

extension Kind where T == Set<Day> {
  static var days: Kind { Kind<[Day]>.list(of: .date, Dates.count).checked(placeholder: []) { days throws(Reason) in Set(days) } }
}

private enum Dates {
  /// How many dates a list has at most: some twenty years of a country's holidays.
  static let count = 0...1_000
}

extension Kind where T == String {
  /// The IANA name of a time zone.
  static var timeZone: Kind {
    Kind.text(1...64).checked(placeholder: "") { name throws(Reason) in try Zone.named(name).name }
  }
}
