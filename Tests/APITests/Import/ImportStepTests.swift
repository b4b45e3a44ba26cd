import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// How many rows one turn of the desk takes.
@Suite struct ImportStepTests {
  /// Makes a table in which every third row repeats an earlier code.
  private static let table =
    ImportTests.clients
    + (0..<60).map {
      "\($0 % 3 == 0 ? $0 / 2 : $0);Клиент \($0);;8913000\(1_000 + $0 % 7);;x@;;;;\($0 % 11)0;\n"
    }.joined()

  @Test(arguments: [(0, 200), (400_000, 5), (1_000_000, 2), (2_000_000, 1), (50_000_000, 1)] as [(Int64, Int)])
  func aStepEndsWhenItsThreadHasWorkedForTwoMillisecondsAfterARowAtLeast(_ work: Int64, _ rows: Int) throws {
    let world = try World()
    world.work(nanosecondsALook: work)
    let table = ImportTests.clients + (1...250).map { "\($0);Клиент \($0);;;;;;;;;\n" }.joined()
    let importer = try Importer(kind: .clients, bytes: Array(table.utf8), currency: "RUB")
    for number in 1...2 {
      let step = try world.desk.perform(as: .desk) { try importer.step($0) }
      importer.keep(step)
      #expect(step.lines.count == (number == 1 ? rows : min(rows, 250 - rows)))
      #expect(importer.done == step.done)
    }
  }

  @Test(arguments: ["", "?dry_run=true"])
  func howARunIsDividedIntoStepsChangesNothingOfWhatComesOfIt(_ query: String) throws {
    let seen = try ([0, 500_000, 10_000_000] as [Int64]).map { work in
      let world = try World()
      world.work(nanosecondsALook: work)
      let answer = world.bringIn("clients", Self.table, query)
      #expect(answer.status == 200)
      return try [answer.text] + world.desk.db.lines("SELECT external_id || name || discount_bp FROM clients ORDER BY id")
    }
    #expect(seen[0][0].contains("row_repeated"))
    #expect(seen[1] == seen[0])
    #expect(seen[2] == seen[0])
  }

  @Test func aStepWhoseTurnWasLostIsTakenAgainAsIfForTheFirstTime() throws {
    let world = try World()
    world.work(nanosecondsALook: 500_000)
    struct Lost: Error {}
    let importer = try Importer(kind: .clients, bytes: Array(Self.table.utf8), currency: "RUB")
    while !importer.isFinished {
      var lost: ImportStep?
      #expect(throws: Lost.self) {
        try world.desk.perform(as: .desk) { context in
          lost = try importer.step(context)
          throw Lost()
        }
      }
      let kept = try world.desk.perform(as: .desk) { try importer.step($0) }
      #expect(lost?.lines == kept.lines)
      importer.keep(kept)
    }
    let other = try World()
    let whole = other.bringIn("clients", Self.table)
    #expect(importer.report.lines.count == whole["lines"].array.count)
    #expect(importer.report.rejectsText == whole["rejects_csv"].string)
    #expect(try world.desk.db.lines("SELECT count(*) FROM clients") == other.desk.db.lines("SELECT count(*) FROM clients"))
  }
}
