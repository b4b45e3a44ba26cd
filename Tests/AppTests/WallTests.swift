import Foundation
import Testing

/// Tests the walls between the floors. SwiftPM accepts an undeclared import of a sibling; these tests do not.
@Suite struct WallTests {
  /// A target of Package.swift: its folder, and the dependencies that it declares.
  struct Floor: CustomTestStringConvertible {
    let folder: String
    let names: Set<String>
    var testDescription: String { folder }
  }

  static let floors: [Floor] = {
    let target = /\.(?<kind>executableTarget|target|testTarget)\(\s*name: "(?<name>\w+)"(?:,\s*dependencies: \[(?<names>[^\]]*)\])?/
    let plan = (try? String(contentsOf: Repository.root.appendingPathComponent("Package.swift"), encoding: .utf8)) ?? ""
    return plan.matches(of: target).map { match in
      let names = (match.names ?? "").split(separator: ",").map { $0.filter { $0.isLetter } }
      return Floor(folder: "\(match.kind == "testTarget" ? "Tests" : "Sources")/\(match.name)", names: Set(names))
    }.filter { $0.folder != "Sources/Migrations" }  // a separate folder without imports
  }()

  private static let toolchain: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "Dispatch", "Synchronization", "Glibc",
  ]

  @Test func thePlanNamesEveryFloor() throws {
    for folder in ["Sources", "Tests"] {
      let there = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent(folder).path)
      let floors = try there.filter { try !swiftFiles(under: "\(folder)/\($0)").isEmpty && $0 != "Fuzz" }.map { "\(folder)/\($0)" }
      #expect(Set(floors).subtracting(Self.floors.map(\.folder)) == [])
    }
    #expect(Self.floors.count >= 18)
  }

  @Test(arguments: floors) func aFloorImportsWhatItsLineNamesAndNothingElse(floor: Floor) throws {
    let isTest = floor.folder.hasPrefix("Tests/")
    var imported: Set<String> = []
    for file in try swiftFiles(under: floor.folder) {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { continue }
        let name = words[at + 1]
        imported.insert(name)
        let isAllowed = floor.names.contains(name) || Self.toolchain.contains(name) || isTest && name == "Testing"
        #expect(isAllowed, "\(file.lastPathComponent) imports \(name)")
      }
    }
    #expect(floor.names.subtracting(imported) == [], "named, but not imported")
  }

  @Test func theDomainKnowsNoClockAndNoFiles() throws {
    for file in try swiftFiles(under: "Sources/Domain") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in ["Date()", "Date.now", "clock_gettime", "FileManager", "getenv", "SystemRandom"] {
        #expect(!text.contains(word), "\(file.lastPathComponent) uses \(word)")
      }
    }
  }

  @Test func sqlStaysBelowTheAPI() throws {
    for floor in ["API", "Domain", "HTTP", "JSON"] {
      for file in try swiftFiles(under: "Sources/\(floor)") {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in ["INSERT INTO ", "DELETE FROM ", "SELECT * FROM"] {
          #expect(!text.contains(word), "\(file.lastPathComponent) holds SQL")
        }
      }
    }
  }

  @Test func theDesksStatementsAreInTablesAndSheets() throws {
    // Files that may hold SQL. Checks belong to sheets, searches add conditions to a table's statement, and the last two files
    // build the statements of sheets.
    let homes = ["Table.swift", "Sheet.swift", "Check.swift", "Search.swift", "/MergeColumn.swift", "/PersonalText.swift"]
    for file in try swiftFiles(under: "Sources/Desk") where !homes.contains(where: { file.path.hasSuffix($0) }) {
      let sql = try code(of: file).filter { $0.contains(/\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|ORDER BY)\b/) }
      #expect(sql == [], "\(file.lastPathComponent) holds SQL")
    }
  }

  @Test func rawPointersStayInTheFloorsOfBytes() throws {
    for floor in ["API", "Desk", "Domain", "Demo"] {
      for file in try swiftFiles(under: "Sources/\(floor)") where !["Shape.swift", "ShapeBuilder.swift"].contains(file.lastPathComponent) {
        #expect(try code(of: file).filter { $0.contains(/Unsafe|utf8Start/) } == [], "\(file.lastPathComponent) holds a raw pointer")
      }
    }
  }

  @Test func onlyTheAPIAndTheDemoKnowPaths() throws {
    for floor in ["App", "Desk", "Domain", "HTTP"] {
      for file in try swiftFiles(under: "Sources/\(floor)") {
        #expect(try code(of: file).filter { $0.contains("/v1/") } == [], "\(file.lastPathComponent) holds a path")
      }
    }
  }

  @Test func theTopFolderHoldsWhatThePlanNamesAndNothingElse() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path).filter { !$0.hasPrefix(".") }
    let known: Set<String> = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Migrations", "config", "findings", "README.md", "desk", "var",
    ]
    #expect(Set(found).subtracting(known) == [])
  }

  /// The lines of a file, without comments.
  private func code(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
  }

  private func swiftFiles(under folder: String) throws -> [URL] {
    let root = Repository.root.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return names.filter { $0.hasSuffix(".swift") }.map { root.appendingPathComponent($0) }
  }
}

/// The checkout this test was built from.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
