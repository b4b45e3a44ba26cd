import Foundation
import Glibc

/// Names of files.
enum FileName {
  /// The final target of a symbolic link, even if that does not exist yet. Log, lock and socket lie next to the target.
  static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(path, &target, target.count - 1)
      guard length > 0 else { return path }
      let text = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = text.hasPrefix("/") ? text : folder + text
    }
    return path
  }

  /// The number of a file's names (hard links).
  static func count(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_nlink) : 0
  }

  static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  static var workingDirectory: String { FileManager.default.currentDirectoryPath }

  /// The full path of a path that is relative to `folder`, for messages about missing files. An absolute path is
  /// returned unchanged.
  static func absolute(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var steps = folder.split(separator: "/")
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return "/" + steps.joined(separator: "/")
  }

  /// The folder of a file without symbolic links, so that `..` leads where the file system goes.
  static func folder(of path: String) -> String {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard let real = realpath(folder.isEmpty ? "/" : folder, nil) else { return folder }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path relative to the working directory, because the address of a Unix socket holds 107 bytes (sys/un.h).
  static func short(_ path: String) -> String {
    let folder = workingDirectory + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// A file that cannot be read, with its path and the reason.
  struct Unreadable: Error, CustomStringConvertible {
    let path: String
    let number: Int32
    var isMissing: Bool { number == ENOENT }
    var description: String { "\(path) cannot be read: \(String(cString: strerror(number)))" }
  }

  /// Reads the whole file.
  static func read(_ path: String) throws(Unreadable) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Unreadable(path: path, number: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Unreadable(path: path, number: errno) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }
}
