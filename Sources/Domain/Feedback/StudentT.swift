internal import Foundation

/// Student's t distribution with whole degrees of freedom.
enum StudentT {
  /// Half the width of a 95 % interval, in standard errors: the t that |T| exceeds in 5 % of samples.
  static func quantile95(_ freedom: Int64) -> Double {
    guard freedom > 0 else { return .infinity }
    let near = expanded(Double(freedom))
    return freedom > mostSummed ? near : refined(near, Int(freedom))
  }

  /// From here on the expansion is as exact as a `Double`, and the sum would take long.
  private static let mostSummed: Int64 = 1_000

  /// The quantile as a series in 1/ν around the normal quantile (Abramowitz and Stegun, 26.7.5).
  private static func expanded(_ freedom: Double) -> Double {
    let z = Normal.quantile95
    let q = z * z
    let first = z * (q + 1) / 4
    let second = z * ((5 * q + 16) * q + 3) / 96
    let third = z * (((3 * q + 19) * q + 17) * q - 15) / 384
    let fourth = z * ((((79 * q + 776) * q + 1_482) * q - 1_920) * q - 945) / 92_160
    return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom
  }

  /// Newton's method on the angle θ = atan(t/√ν), whose distribution is a finite sum.
  private static func refined(_ start: Double, _ freedom: Int) -> Double {
    let root = Double(freedom).squareRoot()
    var angle = atan(start / root)
    for _ in 0..<20 {
      let (share, slope) = distribution(angle, freedom)
      let step = (share - 0.95) / slope
      angle -= step
      if abs(step) <= angle * 1e-15 { break }
    }
    return root * tan(angle)
  }

  /// P(|T| ≤ √ν tan θ) and its derivative by θ. The share grows with ν in steps of two: A(ν) = A(ν−2) + c(ν) sin θ cos^(ν−2) θ / (ν−1),
  /// where c(ν) cos^(ν−1) θ is the derivative, c(1) = 2/π, c(2) = 1, c(ν) = c(ν−2) (ν−1)/(ν−2); from 26.7.3 and 26.7.4.
  private static func distribution(_ angle: Double, _ freedom: Int) -> (share: Double, slope: Double) {
    let (sine, cosine) = (sin(angle), cos(angle))
    let isOdd = freedom % 2 == 1
    var share = isOdd ? 2 * angle / .pi : sine
    var scale = isOdd ? 2 / Double.pi : 1
    var power = isOdd ? 1 : cosine
    for step in stride(from: isOdd ? 3 : 4, through: freedom, by: 2) {
      scale *= Double(step - 1) / Double(step - 2)
      power *= cosine
      share += scale * sine * power / Double(step - 1)
      power *= cosine
    }
    return (share, scale * power)
  }
}

/// The normal distribution.
enum Normal {
  /// Half the width of a 95 % interval, in standard errors: the quantile of 0.975.
  static let quantile95 = 1.959963984540054
}
