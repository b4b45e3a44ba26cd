/// Refuses weak passwords. NIST SP 800-63B (3.1.1.2) asks for length instead of kinds of characters, and for refusing
/// expected ones: repetitions, sequences, common passwords, the names of the service and of the user.
package enum PasswordRule {
  package static let least = 10
  /// The least number of characters that do not simply follow from those before them.
  private static let leastSurprises = 6

  package static func reason(against password: String, login: String? = nil) -> Reason? {
    if password.count < least { return nil }
    let signs = Array(password.lowercased())
    if Set(signs).count < 5 || (1...5).contains(where: { surprises(signs, $0) < leastSurprises }) || isCommon(signs) {
      return .passwordWeak
    }
    guard let login, !login.isEmpty else { return nil }
    let rest = password.lowercased().replacing(login.lowercased(), with: "")
    return rest.count < leastSurprises && rest.count < password.count ? .passwordWeak : nil
  }

  /// Counts characters that do not follow from the one `stride` before: by being the same, or its neighbour in the
  /// alphabet or on the keyboard. `1q2w3e4r5t` follows by twos, `1qaz2wsx3edc` by fours.
  private static func surprises(_ signs: [Character], _ stride: Int) -> Int {
    signs.indices.filter { $0 < stride || !follows(signs[$0], on: signs[$0 - stride]) }.count
  }

  private static func follows(_ sign: Character, on other: Character) -> Bool {
    if sign == other { return true }
    if let one = sign.unicodeScalars.first?.value, let two = other.unicodeScalars.first?.value, sign.isLetter || sign.isNumber,
      max(one, two) - min(one, two) == 1
    {
      return true
    }
    return rows.contains { row in
      guard let one = row.firstIndex(of: sign), let two = row.firstIndex(of: other) else { return false }
      return abs(one - two) == 1
    }
  }

  private static let rows = [
    "1234567890-=", "!@#$%^&*()_+", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю.",
    "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
  ].map { Array($0) }

  /// True for a common word, even repeated, with digits and symbols around it or in place of its letters.
  private static func isCommon(_ signs: [Character]) -> Bool {
    let plain = signs.map { lookAlikes[$0] ?? $0 }
    return [signs, plain].contains { text in
      let letters = String(text.filter(\.isLetter))
      return common.contains { word in
        let rest = letters.replacing(word, with: "")
        return rest.count < letters.count && rest.count < 3 && text.count - letters.count < 8
      }
    }
  }

  private static let lookAlikes: [Character: Character] = ["@": "a", "0": "o", "$": "s", "3": "e", "1": "i", "!": "i", "5": "s", "4": "a"]

  /// The first words in lists of leaked passwords, and words of this service; `gfhjkm` is пароль typed in the other
  /// keyboard layout.
  private static let common = [
    "password", "passw", "qwerty", "admin", "administrator", "welcome", "letmein", "iloveyou", "monkey", "dragon", "master", "football",
    "sunshine", "princess", "superman", "changeme", "secret", "trustno", "servicedesk", "gfhjkm", "пароль", "йцукен", "админ",
    "администратор",
    "привет", "любовь", "россия", "секрет", "автосервис", "parol",
  ]
}

extension Reason {
  package static let passwordWeak = Reason(
    "password_weak",
    en: "This password is easily guessed: it goes on repeating, counting or along the keyboard, or is a common word or the login.",
    ru: "Такой пароль легко угадать: повторы, счёт, ряд клавиш, расхожее слово или логин.")
}
