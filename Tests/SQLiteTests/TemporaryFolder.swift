import Foundation
import Testing

/// A folder that is deleted with this object.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sqlite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

@Test func aTemporaryFolderGoesWithItsHolder() throws {
  var holder: TemporaryFolder? = try TemporaryFolder()
  let path = try #require(holder?.url.path)
  _ = FileManager.default.createFile(atPath: path + "/test.db", contents: nil)
  #expect(FileManager.default.fileExists(atPath: path))
  holder = nil
  #expect(!FileManager.default.fileExists(atPath: path))
}
