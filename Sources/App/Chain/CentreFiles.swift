import Desk
import Domain
import Foundation
import Glibc

extension Chain {
  /// nil unless the configuration makes the desk a head office.
  init?(_ config: Config, _ settings: Settings, _ clock: @escaping @Sendable () -> Instant) {
    guard !config.chain.isEmpty else { return nil }
    let files = CentreFiles(pattern: config.chain, besides: config.database)
    self.init(settings: settings, clock: clock) { files.all(version: Storage.version) }
  }
}

/// Finds the centres' files of a chain by a pattern such as `/var/lib/chain/*/desk.db`.
struct CentreFiles: Sendable {
  let pattern: String
  /// The head office's own file, which is no centre's.
  let besides: String

  /// The files in the order of their names. A file of contents is left out. A centre is called by the part of the path in which its file
  /// differs from the pattern.
  func all(version: Int) -> [Chain.File] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      guard let entry = found.gl_pathv?[index] else { return nil }
      let path = String(cString: entry)
      guard !path.hasSuffix("-files.db"), path != besides else { return nil }
      return Chain.File(name: name(of: path), file: FollowedFile(path, version: version))
    }
  }

  /// The part of the path between the pattern's text before its first wildcard and the text after its last one.
  private func name(of path: String) -> String {
    let wild: Set<Character> = ["*", "?", "[", "]"]
    let start = pattern.prefix { !wild.contains($0) }
    let end = String(pattern.reversed().prefix { !wild.contains($0) }.reversed())
    guard path.hasPrefix(start), path.hasSuffix(end), path.count > start.count + end.count else { return path }
    return String(path.dropFirst(start.count).dropLast(end.count))
  }
}
