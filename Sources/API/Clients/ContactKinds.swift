internal import Domain

extension Kind where T == String {
  /// A telephone number in any spelling, taken as E.164.
  static var phone: Kind {
    Kind.text(5...40).checked(placeholder: "") { text throws(Reason) in try Phone(text).e164 }
  }
  static var email: Kind {
    Kind.text(3...254).checked(placeholder: "") { text throws(Reason) in try Email(text).text }
  }
  /// A tax id. A Russian one in any spelling is reduced to its digits; any other text stays as typed.
  static var taxID: Kind {
    Kind.text(1...20).checked(placeholder: "") { text in INN.meant(text).flatMap { INN.isValid($0) ? $0 : nil } ?? text }
  }
  /// A person's or company's name: at least one letter or digit.
  static var name: Kind {
    Kind.line.checked(placeholder: "") { text throws(Reason) in try Text.name(text) }
  }
}
