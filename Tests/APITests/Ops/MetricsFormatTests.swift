import Testing

@testable import API

@Suite struct MetricsFormatTests {
  private static let prometheus =
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"

  @Test(arguments: [
    prometheus, "application/openmetrics-text", "Application/OpenMetrics-Text; version=\"1.0.0\"; charset=utf-8",
    "text/plain;q=0.5, application/openmetrics-text",
  ])
  func openMetricsIsForWhoeverAsksForIt(_ accept: String) throws {
    let answer = try Self.ask(accept)
    #expect(answer.text == "openMetrics" && answer.headers["Vary"] == "Accept")
  }

  @Test(arguments: [
    "", "*/*", "text/plain", "text/html", "application/openmetrics-text;q=0", "application/openmetrics-text;version=0.0.1",
    "text/plain, application/openmetrics-text;q=0.5", "application/openmetrics-text; version=2.0.0",
  ])
  func everybodyElseGetsTheOldText(_ accept: String) throws { #expect(try Self.ask(accept).text == "prometheus") }

  private static func ask(_ accept: String) throws -> World.Answer {
    let vitals = Vitals(version: "1", unready: { nil }, metrics: { "\($0)" })
    let world = try World([Room.ops(vitals, [])])
    return world.ask("GET", "/metrics", as: nil, headers: accept.isEmpty ? [] : [("Accept", accept)])
  }
}
