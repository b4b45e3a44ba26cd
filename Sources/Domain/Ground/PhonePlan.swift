/// The numbering plan that Russia and Kazakhstan share under +7.
enum PhonePlan {
  /// True if ten digits can be a number in one of the two countries, by their first digits. The check is loose because
  /// new codes appear, and no client is turned away for one. 88, 89, 73, 74 and 79 are not codes but a doubled prefix
  /// with too few digits; 747 is a code.
  static func has(_ national: String) -> Bool {
    guard national.count == 10 else { return false }
    switch national.prefix(2) {
    case "88", "89", "73", "79": return false
    case "74": return national.hasPrefix("747")
    default: return national.first.map { "34789".contains($0) } ?? false
    }
  }

  /// True if the first three digits are a code in use (Google's libphonenumber 9.0.43). Used only for ten digits that
  /// may lack one.
  static func isCode(_ digits: some StringProtocol) -> Bool {
    switch Int(digits.prefix(3)) ?? 0 {
    case 301, 302, 336, 341...343, 345...347, 349, 351...353, 365, 381...385, 388, 390, 391, 394, 395: true
    case 401, 411, 413, 415, 416, 421, 423, 424, 426, 427, 471...475, 481...487, 491...496, 498, 499: true
    case 800...809, 811...818, 820, 821, 831, 833...836, 840...848, 851, 855...857, 860...863, 865...867, 869, 871...873, 877...879: true
    case 900...999: true
    case 700...718, 721...729, 747, 750, 751, 760...764, 771, 775...778, 785: true
    default: false
    }
  }
}
