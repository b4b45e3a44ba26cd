import Foundation
import Testing

/// The binary that is built with the tests.
struct Binary {
  let folder: URL
  let port: Int

  static var path: String { Repository.root.appendingPathComponent(".build/debug/servicedesk").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    port = try Self.freePort()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SERVICEDESK_") }
    environment["SERVICEDESK_DATABASE"] = folder.appendingPathComponent("desk.db").path
    environment["SERVICEDESK_PORT"] = "\(port)"
    environment["SERVICEDESK_PUBLIC_URL"] = "http://127.0.0.1:\(port)"
    return environment
  }

  struct Outcome {
    let code: Int32
    let out: String
    let err: String
  }

  /// Runs a command and waits for its end.
  @discardableResult
  func run(_ arguments: String..., input: String = "", variables: [String: String] = [:]) throws -> Outcome {
    let process = make(arguments, variables)
    let (out, err, inPipe) = (Pipe(), Pipe(), Pipe())
    (process.standardOutput, process.standardError, process.standardInput) = (out, err, inPipe)
    try process.run()
    inPipe.fileHandleForWriting.write(Data(input.utf8))
    try inPipe.fileHandleForWriting.close()
    let output = out.fileHandleForReading.readDataToEndOfFile()
    let errors = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: String(decoding: output, as: UTF8.self), err: String(decoding: errors, as: UTF8.self))
  }

  /// Starts a server and waits until it responds. Its output goes to `server.log` in the folder.
  func serve(_ arguments: String..., variables: [String: String] = [:]) throws -> Process {
    let log = folder.appendingPathComponent("server.log")
    if !FileManager.default.fileExists(atPath: log.path) { _ = FileManager.default.createFile(atPath: log.path, contents: nil) }
    let process = make(["serve"] + arguments, variables)
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    for _ in 0..<600 {
      if (try? ask("GET", "/healthz").status) == 200 { return process }
      guard process.isRunning else { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    process.terminate()
    throw Failed(description: "the server did not start: \((try? String(contentsOf: log, encoding: .utf8)) ?? "")")
  }

  struct Failed: Error, CustomStringConvertible { let description: String }

  func make(_ arguments: [String], _ variables: [String: String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = arguments
    process.currentDirectoryURL = Repository.root
    process.environment = environment.merging(variables) { $1 }
    return process
  }

  /// Sends one request with curl.
  func ask(
    _ method: String, _ path: String, token: String? = nil, body: String? = nil, headers: [String] = [], file: String? = nil
  ) throws -> (status: Int, body: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    var arguments = ["curl", "-s", "-m", "20", "-X", method, "-w", "\n%{http_code}", "http://127.0.0.1:\(port)\(path)"]
    if let token { arguments += ["-H", "Authorization: Bearer \(token)"] }
    if let body { arguments += ["-H", "Content-Type: application/json", "-d", body] }
    if let file { arguments += ["--data-binary", "@\(file)"] }
    for header in headers { arguments += ["-H", header] }
    process.arguments = arguments
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.last.flatMap { Int($0) } ?? 0, lines.dropLast().joined(separator: "\n"))
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw Failed(description: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
