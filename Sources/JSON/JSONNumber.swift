/// A number as it was written. It is never converted to a binary float on the way: 0.1 stays 0.1, and 1e2 is the integer 100.
public struct JSONNumber: Sendable, Equatable {
  /// The number as it came, in the grammar of RFC 8259 §6.
  public let text: String

  init(text: String) { self.text = text }

  public init(_ value: Int64) { text = String(value) }

  /// The exact integer, however it is written (`1`, `1.0`, `1e2`); `nil` if the value has a fraction or does not fit.
  public var int64: Int64? { scaled(by: 0) }

  /// The exact number of thousandths (`4.5` is 4500); `nil` if the value has more than three decimals or does not fit.
  public var thousandths: Int64? { scaled(by: 3) }

  /// The exact number of billionths; `nil` if the value has more than nine decimals or does not fit.
  public var billionths: Int64? { scaled(by: 9) }

  /// The nearest binary fraction, for the rare caller who does not need exactness; `nil` if it is not finite.
  public var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The value times ten to the power of `places`, if that is an integer and fits.
  private func scaled(by places: Int) -> Int64? {
    let decimal = Decimal(text)
    guard decimal.hasDigits else { return 0 }
    let shift = decimal.exponent + places
    guard 0...18 ~= shift, !decimal.overflows else { return nil }
    var value = decimal.negatedDigits
    for _ in 0..<shift {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return decimal.isNegative ? value : value == .min ? nil : -value
  }
}

/// A parsed decimal: its digits without zeros at either end, and the power of ten of the last one.
private struct Decimal {
  var isNegative = false
  var hasDigits = false
  /// Negated, because `Int64` reaches one further below zero than above it.
  var negatedDigits: Int64 = 0
  var overflows = false
  var exponent = 0

  init(_ text: String) {
    var zeros = 0
    var pointSeen = false
    var places = 0
    var written: Int?
    var exponentNegative = false
    for byte in text.utf8 {
      switch (byte, written) {
      case (0x30...0x39, let power?): written = min(power * 10 + Int(byte - 0x30), 1_000_000)
      case (0x2D, _?): exponentNegative = true
      case (0x2B, _): break
      case (0x2D, nil): isNegative = true
      case (0x2E, _): pointSeen = true
      case (0x65, _), (0x45, _): written = 0
      case (0x30, nil):
        places += pointSeen ? 1 : 0
        zeros += hasDigits ? 1 : 0
      default:
        places += pointSeen ? 1 : 0
        append(zeros: zeros, digit: Int64(byte) - 0x30)
        zeros = 0
      }
    }
    exponent = (exponentNegative ? -(written ?? 0) : written ?? 0) - places + zeros
  }

  private mutating func append(zeros: Int, digit: Int64) {
    hasDigits = true
    for step in 0...zeros {
      let (product, tooLarge) = negatedDigits.multipliedReportingOverflow(by: 10)
      let (sum, tooFar) = product.subtractingReportingOverflow(step == zeros ? digit : 0)
      negatedDigits = sum
      overflows = overflows || tooLarge || tooFar
    }
  }
}
