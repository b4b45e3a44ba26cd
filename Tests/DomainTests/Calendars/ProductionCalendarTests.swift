import Domain
import Foundation
import Testing

/// Tests the calendar that comes with the desk by the rules of the law.
@Suite struct ProductionCalendarTests {
  private struct Year: Decodable {
    let holidays: [String: String]
    let workingDays: [String]
    let shortDays: [String]
  }
  private struct Calendar: Decodable {
    let years: [String: Year]
    let sources: [String: String]
  }
  private static let publicHolidays: Set = [
    "01-01", "01-02", "01-03", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "05-01", "05-09", "06-12", "11-04",
  ]

  private func isEve(_ day: Day) -> Bool { Self.publicHolidays.contains(String(day.adding(1).text.suffix(5))) }

  @Test func aDayIsShortBeforeAHolidayAndWhereItStandsForSuchADay() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../config/ru-production-calendar.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let calendar = try decoder.decode(Calendar.self, from: try Data(contentsOf: file))
    let years = calendar.years
    #expect(years.keys.sorted() == ["2024", "2025", "2026", "2027"])
    for name in years.keys {
      #expect(
        calendar.sources[name]?.firstMatch(of: /Decree .* of [0-9.]{10} No\. [0-9]+, .* in ([0-9]{4})$/)?.1 == Substring(name), "\(name)")
    }
    // The day that is worked instead, from "Day off (substituted from 02/20/2027)".
    var standsFor: [String: Day] = [:]
    for (day, name) in years.values.flatMap(\.holidays) {
      guard let match = name.firstMatch(of: /from ([0-9]{2})\/([0-9]{2})\/([0-9]{4})/) else { continue }
      standsFor["\(match.3)-\(match.1)-\(match.2)"] = Given.day(day)
    }
    for (name, year) in years {
      #expect(Self.publicHolidays.allSatisfy { year.holidays["\(name)-\($0)"] != nil }, "\(name)")
      var short: [String] = []
      var day = Given.day("\(name)-01-01")
      while day.text.hasPrefix(name) {
        let isWorked = year.workingDays.contains(day.text)
        let isOff = !isWorked && ([.sat, .sun].contains(day.weekday) || year.holidays[day.text] != nil)
        if !isOff, isEve(isWorked ? standsFor[day.text] ?? day : day) { short.append(day.text) }
        day = day.adding(1)
      }
      #expect(short == year.shortDays, "\(name)")
    }
  }
}
