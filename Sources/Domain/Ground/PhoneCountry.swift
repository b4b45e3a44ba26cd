/// The numbering of a country: its code, trunk prefixes that may wrongly follow the code (`+49 (0) 151…`, `+375
/// 8029…`), and the number of digits. Covers the countries whose cars come to Russia and its wider neighbourhood, with
/// the lengths of fixed and mobile numbers in Google's libphonenumber 9.0.43.
struct PhoneCountry: Sendable {
  let code: String
  /// Trunk prefixes, the longest first.
  private let trunks: [String]
  private let lengths: ClosedRange<Int>

  private init(_ code: String, _ lengths: ClosedRange<Int>, _ trunks: String...) {
    self.code = code
    self.lengths = lengths
    self.trunks = trunks
  }

  /// The country of a number that begins with its code; nil if it is not in the table.
  static func of(_ number: String) -> PhoneCountry? { (1...3).lazy.compactMap { byCode[String(number.prefix($0))] }.first }

  /// The number without a trunk prefix; nil if it has too few or too many digits. Where 0 is the prefix, no number
  /// begins with 0.
  func number(_ number: String) -> String? {
    let typed = number.dropFirst(code.count)
    let rests = [typed] + trunks.filter(typed.hasPrefix).map { typed.dropFirst($0.count) }
    let isZeroTrunk = trunks.contains("0")
    return rests.first { lengths.contains($0.count) && !(isZeroTrunk && $0.hasPrefix("0")) }.map { code + $0 }
  }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  private static let all = [
    // Belarus, Ukraine, Armenia, Georgia, Azerbaijan, Uzbekistan, Kyrgyzstan, Tajikistan, Turkmenistan, Moldova.
    PhoneCountry("375", 9...9, "80", "8", "0"), PhoneCountry("380", 9...9, "0"), PhoneCountry("374", 8...8, "0"),
    PhoneCountry("995", 9...9, "0"), PhoneCountry("994", 9...9, "0"), PhoneCountry("998", 9...9), PhoneCountry("996", 9...9, "0"),
    PhoneCountry("992", 9...9), PhoneCountry("993", 8...8, "8"), PhoneCountry("373", 8...8, "0"),
    // Lithuania, Latvia, Estonia, Finland, Poland, Germany, Norway.
    PhoneCountry("370", 8...8, "8", "0"), PhoneCountry("371", 8...8), PhoneCountry("372", 7...8), PhoneCountry("358", 5...10, "0"),
    PhoneCountry("48", 9...9), PhoneCountry("49", 5...15, "0"), PhoneCountry("47", 8...8),
    // Sweden, Czechia, Slovakia, Romania, Bulgaria, Turkey, Serbia, Israel.
    PhoneCountry("46", 7...9, "0"), PhoneCountry("420", 9...9), PhoneCountry("421", 9...9, "0"), PhoneCountry("40", 9...9, "0"),
    PhoneCountry("359", 6...9, "0"), PhoneCountry("90", 10...10, "0"), PhoneCountry("381", 7...12, "0"), PhoneCountry("972", 8...9, "0"),
    // China, Mongolia, Japan, Korea, Iran, the Emirates.
    PhoneCountry("86", 7...11, "0"), PhoneCountry("976", 8...10, "0"), PhoneCountry("81", 9...10, "0"), PhoneCountry("82", 8...10, "0"),
    PhoneCountry("98", 10...10, "0"), PhoneCountry("971", 8...9, "0"),
    // France, Spain, Britain, Switzerland, Austria, the Netherlands, Belgium, Greece, North America.
    PhoneCountry("33", 9...9, "0"), PhoneCountry("34", 9...9), PhoneCountry("44", 9...10, "0"), PhoneCountry("41", 9...9, "0"),
    PhoneCountry("43", 4...13, "0"), PhoneCountry("31", 9...11, "0"), PhoneCountry("32", 8...9, "0"), PhoneCountry("30", 10...10),
    PhoneCountry("1", 10...10, "1"),
  ]
}
