import Desk
import Domain
import HTTP
import JSON
import Testing

@testable import API

@Suite struct LiveEventsTests {
  private static let accept = [("Accept", "text/event-stream")]

  @Test func onePathAnswersAListOrALiveStream() throws {
    let world = try World()
    guard case .worker = try world.plan("/v1/events", as: .viewer).lane else {
      Issue.record("a list runs on a worker")
      return
    }
    guard case .stream(let audience, let after) = try world.plan("/v1/events", as: .viewer, Self.accept).lane else {
      Issue.record("no stream")
      return
    }
    #expect(audience == Audience.mask(.viewer))
    #expect(after == nil)
  }

  @Test func aStreamBeginsBehindTheLastEventItSaw() throws {
    let world = try World()
    guard case .stream(_, let asked) = try world.plan("/v1/events?after=7", as: .viewer, Self.accept).lane else {
      Issue.record("no stream")
      return
    }
    #expect(asked == 7)
    let again = try world.plan("/v1/events?after=7", as: .viewer, Self.accept + [("Last-Event-ID", "9")])
    guard case .stream(_, let resumed) = again.lane else {
      Issue.record("no stream")
      return
    }
    #expect(resumed == 9)
  }

  @Test func aStreamNeedsATokenAndKnowsNoFilters() throws {
    let world = try World()
    guard case .answer(let refused) = try world.plan("/v1/events?client_id=1", as: .viewer, Self.accept).lane else {
      Issue.record("a filter that would be ignored was taken")
      return
    }
    #expect(refused.status == 400)
    let nobody = world.ask("GET", "/v1/events", as: nil, headers: Self.accept)
    #expect(nobody.status == 401)
  }

  @Test func theLineEndsOfUnicodeAreEscapedInAFrame() throws {
    let world = try World()
    let text = "а\u{85}б\u{2028}в\u{2029}"
    let event = try world.happen(.workOrderOpened, Subject(.workOrder, 5), [.fact("note", .text(text))])
    let frame = String(decoding: LiveEvents.item(event).bytes, as: UTF8.self)
    #expect(
      frame.contains(#"а\u0085б\u2028в\u2029"#) && !frame.unicodeScalars.contains { ["\u{85}", "\u{2028}", "\u{2029}"].contains($0) })
    let data = frame.split(separator: "\n").last?.dropFirst(6) ?? ""
    #expect(try JSONReader.parse(Array(data.utf8))["data"]["note"].string == text)
  }

  @Test func aFrameCarriesTheEventAsListsShowIt() throws {
    let world = try World()
    let event = try world.happen(.workOrderOpened, Subject(.workOrder, 5), [.fact("note", .text("две\nстроки"))])
    let frame = String(decoding: LiveEvents.item(event).bytes, as: UTF8.self)
    let lines = frame.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5)
    #expect(lines[0] == "id: \(event.id)")
    #expect(lines[1] == "event: work_order.opened")
    #expect(lines[3].isEmpty && lines[4].isEmpty)
    let listed = world.get("/v1/events?type=work_order.opened").text
    #expect(listed.contains(lines[2].dropFirst("data: ".count)))
  }

  @Test func whatWasMissedComesInPagesOf500AndOnlyForItsReader() throws {
    let world = try World()
    let start = try world.count("SELECT max(id) FROM events")
    for _ in 1...501 { try world.happen(.workOrderOpened, Subject(.workOrder, 5)) }
    let viewer = try world.plan("/v1/events", as: .viewer, Self.accept).request
    let first = try LiveEvents.catchUp(viewer, after: start, world.desk)
    #expect(first.more)
    #expect(first.lastID == start + 500)
    let second = try LiveEvents.catchUp(viewer, after: first.lastID, world.desk)
    #expect(!second.more)
    #expect(second.lastID == start + 501)
    #expect(try LiveEvents.catchUp(viewer, after: 0, world.desk).bytes.count < first.bytes.count, "the staff's events are left out")
    let admin = try world.plan("/v1/events", as: .admin, Self.accept).request
    #expect(String(decoding: try LiveEvents.catchUp(admin, after: 0, world.desk).bytes, as: UTF8.self).contains("user.created"))
    let end = try LiveEvents.catchUp(viewer, after: second.lastID, world.desk)
    #expect(end.bytes.isEmpty && end.lastID == second.lastID && !end.more)
  }

  @Test func aReaderAheadOfThisHistoryIsToldToBeginAgainFromNow() throws {
    let world = try World()
    let newest = try world.count("SELECT max(id) FROM events")
    let viewer = try world.plan("/v1/events", as: .viewer, Self.accept).request
    let reset = try LiveEvents.catchUp(viewer, after: newest + 1, world.desk)
    #expect(reset.lastID == newest && !reset.more)
    let frame = "id: \(newest)\nevent: reset\ndata: {\"newest_id\":\(newest),\"asked_after\":\(newest + 1)}\n\n"
    #expect(String(decoding: reset.bytes, as: UTF8.self) == frame)
    #expect(try LiveEvents.catchUp(viewer, after: newest, world.desk).bytes.isEmpty)
    #expect(try LiveEvents.catchUp(viewer, after: .max, world.desk).lastID == newest)
  }

  @Test func aTurnsEventsGoOutOnceAndARefusedChangeSendsNone() throws {
    let world = try World()
    _ = world.desk.takeRecorded()
    try world.happen(.workOrderOpened, Subject(.workOrder, 5))
    #expect(LiveEvents.items(world.desk.takeRecorded()).count == 1)
    #expect(world.desk.takeRecorded().isEmpty)
    world.post("/v1/tokens", #"{"user_id":999,"name":"x"}"#, as: .admin)
    #expect(world.desk.takeRecorded().isEmpty)
  }

  @Test func theStaffsEventsAreForAdministratorsOnly() throws {
    let world = try World()
    let hired = try world.happen(.userCreated, Subject(.user, 5))
    let opened = try world.happen(.workOrderOpened, Subject(.workOrder, 5))
    for role in Role.allCases {
      #expect((LiveEvents.item(hired).audience & Audience.mask(role) != 0) == (role == .admin))
      #expect(LiveEvents.item(opened).audience & Audience.mask(role) != 0)
    }
  }
}
