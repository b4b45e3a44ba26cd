import Foundation
import JSON
import Testing

@Test func everySeedOfTheCorpusIsRefusedOrComesBackTheSame() throws {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let seeds = try FileManager.default.contentsOfDirectory(at: tests.appending(path: "Fuzz/Corpus/json"), includingPropertiesForKeys: nil)
  var read: Set<String> = []
  for seed in seeds {
    guard let value = try? JSONReader.parse([UInt8](try Data(contentsOf: seed))) else { continue }
    var json = JSONWriter()
    json.value(value)
    #expect(try JSONReader.parse(json.finish()) == value)
    read.insert(seed.lastPathComponent)
  }
  #expect(read.isSuperset(of: ["ticket.json", "escapes.json", "numbers.json"]))
  #expect(read.isDisjoint(with: ["deep.json", "twice.json", "surrogate-bytes.json", "mark.json"]))
}
