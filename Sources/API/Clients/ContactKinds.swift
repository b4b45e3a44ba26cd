internal import Domain

extension Kind where T == String {
  /// A telephone number in any spelling, taken as E.164.
  static var phone: Kind {
    Kind.text(5...40).checked(placeholder: "") { text throws(Reason) in try Phone(text).e164 }
  }
  static var email: Kind {
    Kind.text(3...254).checked(placeholder: "") { text throws(Reason) in try Email(text).text }
  }
  /// A person's or company's name: at least one letter or digit.
  static var name: Kind {
    Kind.text(1...200).checked(placeholder: "") { text throws(Reason) in try Text.name(text) }
  }
}
