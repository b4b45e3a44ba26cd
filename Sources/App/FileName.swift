import Foundation
import Glibc

/// The names of a file.
enum FileName {
  /// Where a symbolic link leads in the end, also to what is not there yet: the log, the lock and the socket lie beside that.
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

  /// How many names (hard links) a file has.
  static func count(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_nlink) : 0
  }

  static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  static var workingDirectory: String { FileManager.default.currentDirectoryPath }

  /// The full path of what is called from a folder: what is printed when a file is not there. One that is full already stays as it is.
  static func absolute(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var steps = folder.split(separator: "/")
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return "/" + steps.joined(separator: "/")
  }

  /// Without symbolic links, so that one step up from it is where the file system goes.
  static func folder(of path: String) -> String {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard let real = realpath(folder.isEmpty ? "/" : folder, nil) else { return folder }
    defer { free(real) }
    return String(cString: real)
  }

  /// As it is called from the working directory, for the address of a Unix socket takes 107 bytes (sys/un.h).
  static func short(_ path: String) -> String {
    let folder = workingDirectory + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Why a file cannot be read, with its path.
  struct Unreadable: Error, CustomStringConvertible {
    let path: String
    let number: Int32
    var isMissing: Bool { number == ENOENT }
    var description: String { "\(path) cannot be read: \(String(cString: strerror(number)))" }
  }

  /// The whole file.
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
