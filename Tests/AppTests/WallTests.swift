import Foundation
import Testing

/// The walls between the floors: SwiftPM lets an undeclared import of a sibling through, this does not.
@Suite struct WallTests {
  private static let house: [String: Set<String>] = [
    "App": ["API", "Desk", "Domain", "HTTP", "JSON", "CSV", "Crypto", "SQLite", "Migrations", "CLinux"],
    "API": ["Desk", "Domain", "HTTP", "JSON", "CSV"],
    "Desk": ["Domain", "SQLite", "JSON", "Crypto", "CSV"],
    "Domain": [],
    "HTTP": ["CLinux"],
    "JSON": [],
    "CSV": [],
    "Crypto": ["CCrypt"],
    "SQLite": ["CSQLite"],
  ]
  private static let toolchain: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationInternationalization", "Dispatch", "Synchronization", "Glibc",
  ]

  @Test(arguments: house.keys.sorted()) func aFloorImportsOnlyWhatThePlanAllows(floor: String) throws {
    let allowed = (Self.house[floor] ?? []).union(Self.toolchain)
    for file in try swiftFiles(under: "Sources/\(floor)") {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else { continue }
        #expect(allowed.contains(words[at + 1]), "\(file.lastPathComponent) imports \(words[at + 1])")
      }
    }
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

  @Test func theTopFolderHoldsWhatThePlanNamesAndNothingElse() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path).filter { !$0.hasPrefix(".") }
    let known: Set<String> = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Migrations", "config", "findings", "README.md", "desk", "var",
    ]
    #expect(Set(found).subtracting(known) == [])
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
