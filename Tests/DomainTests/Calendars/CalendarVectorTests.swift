import Domain
import Foundation
import Testing

/// Working time against vectors that `Vectors/generate.py` made, looking at every minute by itself.
@Suite struct CalendarVectorTests {
  private struct Calendar: Decodable {
    let timeZone: String
    let week: [String: [String]]?
    let holidays: [String]?
    let breaks: [String: [String]]?
    let overrides: [String: [String]]?
    let workingDays: [String]?
    let shortDays: [String: Int]?

    enum CodingKeys: String, CodingKey {
      case week, holidays, breaks, overrides
      case timeZone = "time_zone"
      case workingDays = "working_days"
      case shortDays = "short_days"
    }

    func hours() throws -> WorkingHours {
      var rules = HourRules()
      for (name, hours) in week ?? [:] { rules.week[try #require(Weekday(rawValue: name))] = try Self.intervals(hours) }
      rules.holidays = try Set((holidays ?? []).map { try Day(text: $0) })
      rules.workingDays = try Set((workingDays ?? []).map { try Day(text: $0) })
      for (day, hours) in breaks ?? [:] { rules.breaks[try Day(text: day)] = try Self.intervals(hours) }
      for (day, hours) in overrides ?? [:] { rules.overrides[try Day(text: day)] = try Self.intervals(hours) }
      for (day, minutes) in shortDays ?? [:] { rules.shortDays[try Day(text: day)] = minutes }
      return try WorkingHours(zone: Zone.named(timeZone), unchecked: rules)
    }

    private static func intervals(_ texts: [String]) throws -> [WorkingHours.Interval] {
      try texts.map { try #require(WorkingHours.Interval(text: $0)) }
    }
  }

  private struct Period: Decodable {
    let name: String
    let calendar: Calendar
    let op: String
    let from: String
    let to: String?
    let minutes: Int64?
    let expect: Expected
  }

  private enum Expected: Decodable {
    case time(String)
    case minutes(Int64)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      self = try (try? value.decode(Int64.self)).map(Expected.minutes) ?? .time(value.decode(String.self))
    }
  }

  private struct Hours: Decodable {
    let name: String
    let calendar: Calendar
    let date: String
    let expect: [String]
  }

  private static func read<T: Decodable>(_ file: String, as type: T.Type) throws -> [T] {
    let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(file)
    return try String(contentsOf: place, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(T.self, from: Data($0.utf8))
    }
  }

  private func instant(_ text: String) throws -> Instant {
    let date = try (try? Date(text, strategy: .iso8601)) ?? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    return Instant(rawValue: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
  }

  @Test func periodsAgreeWithTheVectors() throws {
    let vectors = try Self.read("Vectors/periods.jsonl", as: Period.self)
    #expect(vectors.count > 200)
    for vector in vectors {
      let hours = try vector.calendar.hours()
      let from = try instant(vector.from)
      switch vector.expect {
      case .time(let expected):
        let due = hours.add(workingMinutes: try #require(vector.minutes), to: from)
        #expect(try due == instant(expected), "\(vector.name)")
      case .minutes(let expected):
        let to = try instant(try #require(vector.to))
        #expect(hours.workingMinutes(from: from, to: to) == expected, "\(vector.name)")
        let shown = hours.spans(from: from, to: to)
        #expect(shown.reduce(0) { $0 + $1.upperBound.rawValue - $1.lowerBound.rawValue } / 60_000 == expected, "\(vector.name)")
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }, "\(vector.name)")
      }
    }
  }

  @Test func hoursOfDatesAgreeWithTheVectors() throws {
    let vectors = try Self.read("Vectors/days.jsonl", as: Hours.self)
    #expect(vectors.count > 40)
    for vector in vectors {
      let hours = try vector.calendar.hours().intervals(on: Day(text: vector.date))
      #expect(hours.map(\.text) == vector.expect, "\(vector.name)")
    }
  }
}
