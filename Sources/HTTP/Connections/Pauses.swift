/// Connections that are not read for a moment after a refusal. They return spread over time: clients refused together
/// would otherwise return together, be refused together again, and leave the server idle in between.
struct Pauses {
  private static let steps: Int64 = 4

  private var lines = (0..<Int(steps)).map { _ in Fifo<(seat: Seat, until: Int64)>() }
  private let longest: Int64

  /// `longest`: milliseconds.
  init(longest: Int64) { self.longest = longest }

  /// Monotonic milliseconds when the first pause ends; `max` for never.
  var next: Int64 { lines.reduce(.max) { min($0, $1.first?.until ?? .max) } }

  /// Adds a pause. `salt` is any number that differs from one refusal to the next.
  mutating func add(_ seat: Seat, _ now: Int64, salt: UInt64) {
    let line = Int64((salt &* 0x9E37_79B9_7F4A_7C15) >> 62)
    lines[Int(line)].append((seat, now &+ longest &* (line &+ 7) / (Self.steps &+ 6)))
  }

  mutating func takeFirst(until now: Int64) -> Seat? {
    for index in lines.indices where (lines[index].first?.until ?? .max) <= now { return lines[index].popFirst()?.seat }
    return nil
  }
}
