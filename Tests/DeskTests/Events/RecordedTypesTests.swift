import Domain
import Foundation
import SQLite
import Testing

@testable import Desk

/// What the use cases record, read out of their source, against the closed list.
@Suite struct RecordedTypesTests {
  private static let desk = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources/Desk")

  /// Words of the form `subject.deed` in quotes; table columns in the merge's list have the same form.
  private static func written() throws -> Set<String> {
    var found: Set<String> = []
    let files = FileManager.default.enumerator(at: desk, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    for file in files where file.pathExtension == "swift" && !file.lastPathComponent.hasSuffix("MergePlaces.swift") {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /"([a-z_]+\.[a-z_]+)"/) { found.insert(String(match.1)) }
    }
    return found
  }

  @Test func everyTypeThatIsRecordedIsInTheListAndTheListHasNoOthers() throws {
    let written = try Self.written()
    #expect(written.count > 80)
    let unknown = written.filter { EventType.subjects.contains(String($0.prefix { $0 != "." })) && !EventType.isKnown($0) }
    #expect(unknown.isEmpty, "\(unknown.sorted())")
    // Named after the status that was reached.
    let reached = User.Status.allCases.map { "user.\($0.rawValue)" } + ["estimate.approved", "estimate.declined"]
    let idle = Set(EventType.recorded).subtracting(written).subtracting(reached)
    #expect(idle.isEmpty, "\(idle.sorted())")
  }

  @Test func whatIsNotInTheListIsNotRecorded() throws {
    let db = try Database(path: ":memory:", mode: .create)
    let context = Context(db: db, actor: .desk, now: Instant(rawValue: 0), settings: try DeskTests.settings())
    #expect(throws: StoreFailure.self) { try context.record("work_order.aproved", Subject("work_order", 1)) }
  }
}
