/// The Russian tax id: ten digits of a company, twelve of a person. A wrong one is a warning: foreign clients have others.
/// Nothing but zeros, which is typed to get past a field, is wrong although its check digits fit.
package enum INN {
  package static func warning(_ text: String) -> Reason? { isValid(text) ? nil : .taxIdUnverified(text) }

  package static func isValid(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }), digits.contains(where: { $0 > 0 }) else { return false }
    switch digits.count {
    case 10: return check(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9]
    case 12:
      return check(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
        && check(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
    default: return false
    }
  }

  private static func check(_ digits: [Int], _ weights: [Int]) -> Int { zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10 }
}
