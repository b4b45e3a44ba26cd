import Domain
import Foundation
import SQLite

@testable import API
@testable import Desk

extension World {
  /// A table of the demo centre, as an office program exported it.
  static func demo(_ kind: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    return Array(try Data(contentsOf: root.appendingPathComponent("config/demo/\(kind).csv")))
  }

  func bringIn(_ kind: String, _ bytes: [UInt8], _ query: String = "", as role: Role = .manager, key: String? = nil) -> Answer {
    let head =
      "POST /v1/imports/\(kind)\(query) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(token(role))\r\nContent-Type: text/csv\r\n"
      + (key.map { "Idempotency-Key: \($0)\r\n" } ?? "") + "Content-Length: \(bytes.count)\r\n\r\n"
    return send(Array(head.utf8) + bytes)
  }

  func bringIn(_ kind: String, _ text: String, _ query: String = "") -> Answer { bringIn(kind, Array(text.utf8), query) }

  /// Sets a clock that adds this much CPU time at each reading.
  func work(nanosecondsALook: Int64) {
    var worked: Int64 = 0
    let clock = WorkClock(
      worked: {
        worked += nanosecondsALook
        return worked
      }, passed: { 0 })
    desk.db.measure(by: clock)
  }
}

extension World.Answer {
  /// `created updated unchanged kept rejected`
  var counts: [Int64] { ["created", "updated", "unchanged", "kept", "rejected"].map { self[$0].int ?? -1 } }
  /// The number of rows with a reason of this code.
  func told(_ code: String) -> Int { self["lines"].array.count { $0["reasons"].array.contains { $0["code"].string == code } } }
}
