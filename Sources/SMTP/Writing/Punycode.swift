/// Punycode (RFC 3492): the letters of a label of a domain name, written with ASCII letters, digits and hyphens.
enum Punycode {
  /// The longest label of a domain name, in bytes (RFC 1035 §2.3.4), so a label of more letters is not encoded at all.
  static let mostLetters = 63

  /// `пример` is `e1afmkfd`. `nil` for a label of more than 63 letters. With so few, no number here exceeds 2³¹.
  static func encode(_ label: String) -> String? {
    let letters = label.unicodeScalars.map { Int($0.value) }
    guard letters.count <= mostLetters else { return nil }
    var output = label.unicodeScalars.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basic = output.count
    var handled = basic
    if basic > 0 { output.append(0x2D) }
    var (least, delta, bias) = (0x80, 0, 72)
    while handled < letters.count {
      let next = letters.reduce(Int.max) { $1 >= least ? min($0, $1) : $0 }
      delta += (next - least) * (handled + 1)
      least = next
      for letter in letters {
        if letter < least { delta += 1 }
        guard letter == least else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, points: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      least += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Writes a number with digits of a base that varies with the place (§3.3).
  private static func append(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
    var (rest, place) = (number, 36)
    while true {
      let threshold = min(max(place - bias, 1), 26)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      place += 36
    }
    output.append(digit(rest))
  }

  /// The bias for the next number (§6.1).
  private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / points
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }

  /// The digits are `a` to `z`, then `0` to `9`.
  private static func digit(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: value < 26 ? 0x61 + value : 0x30 + value - 26) }
}
