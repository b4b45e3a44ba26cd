extension Reason {
  package static let numberTooLarge = Reason(
    "number_too_large", en: "The number is too large to reckon with.", ru: "Слишком большое число: посчитать нельзя.")
  package static let sumTooLarge = Reason(
    "sum_too_large", en: "It comes to more than 10,000,000,000, the most a sum may be.",
    ru: "Получается больше 10 000 000 000: такой суммы быть не может.")
  package static let quantityTooLarge = Reason(
    "quantity_too_large", en: "It comes to more than 1,000,000,000 units, the most a quantity may be.",
    ru: "Получается больше 1 000 000 000 единиц: такого количества быть не может.")
  package static let notANumber = Reason("not_a_number", en: "A decimal number is expected.", ru: "Здесь нужно десятичное число.")
  package static let numberAmbiguous = Reason(
    "number_ambiguous", en: "The mark before the last three digits can mean thousands or decimals: write 1250 or 1.25.",
    ru: "Знак перед последними тремя цифрами может значить и тысячи, и дробь: напишите 1250 или 1,25.")
  package static let numberGroupedOddly = Reason(
    "number_grouped_oddly", en: "Digits are grouped by three; grouped otherwise they may be two numbers.",
    ru: "Разряды отделяют по три цифры; иначе это могут быть и два числа.")
  package static let tooManyDecimals = Reason(
    "too_many_decimals", en: "At most three decimal places are kept.", ru: "Не больше трёх знаков после запятой.")
  package static let sharesNotPositive = Reason(
    "shares_not_positive", en: "Shares must not be negative, and at least one must be above zero.",
    ru: "Доли не могут быть отрицательными, и хотя бы одна должна быть больше нуля.")

  package static let textEmpty = Reason("text_empty", en: "The text is empty.", ru: "Текст пуст.")
  package static let controlCharacters = Reason(
    "control_characters", en: "The text contains control characters.", ru: "В тексте есть управляющие символы.")
  package static func textTooLong(max: Int) -> Reason {
    Reason("text_too_long", en: "The text is longer than \(max) characters.", ru: "Текст длиннее допустимого (не более \(max) символов).")
  }
  package static let nameWithoutLetters = Reason(
    "name_without_letters", en: "A name needs at least one letter or digit.", ru: "В имени должна быть хотя бы одна буква или цифра.")

  package static func phoneUnreadable(_ text: String) -> Reason {
    Reason(
      "phone_unreadable",
      en: "\(Text.quoted(text)) is not a telephone number: ten digits after 8 or +7, or another country's code after +.",
      ru: "\(Text.quoted(text)) — не номер телефона: нужны десять цифр после 8 или +7 либо код другой страны после +.")
  }
  package static func phoneUnchecked(_ number: String) -> Reason {
    Reason(
      "phone_unchecked", en: "How numbers of the country of \(number) are written is not known here: it is kept as typed, unchecked.",
      ru: "Как пишутся номера страны номера \(number), здесь неизвестно: он сохранён как набран, без проверки.")
  }
  package static func emailUnreadable(_ text: String) -> Reason {
    Reason(
      "email_unreadable", en: "\(Text.quoted(text)) is not an e-mail address.", ru: "\(Text.quoted(text)) — не адрес электронной почты.")
  }
  package static func plateUnreadable(_ text: String) -> Reason {
    Reason(
      "plate_unreadable", en: "\(Text.quoted(text)) has no letters or digits of a plate.",
      ru: "В номере \(Text.quoted(text)) нет ни букв, ни цифр.")
  }
  package static func vinUnverified(_ text: String) -> Reason {
    Reason(
      "vin_unverified", en: "\(text) is not a valid VIN (17 letters and digits without I, O, Q); it is kept as unverified.",
      ru: "\(text) — неверный VIN (нужны 17 латинских букв и цифр без I, O, Q); он сохранён как непроверенный.")
  }
  package static func vinCheckDigit(_ text: String) -> Reason {
    Reason(
      "vin_check_digit", en: "The check digit (the ninth character) of the VIN \(text) does not fit: it may be mistyped.",
      ru: "Контрольный знак (девятый) VIN \(text) не сходится: возможно, опечатка.")
  }
  package static func taxIdUnverified(_ text: String) -> Reason {
    Reason(
      "tax_id_unverified", en: "The tax id \(Text.quoted(text)) does not match its check digits.",
      ru: "ИНН \(Text.quoted(text)) не сходится с контрольными цифрами.")
  }
  package static func dateUnreadable(_ text: String) -> Reason {
    Reason(
      "date_unreadable", en: "\(Text.quoted(text)) is not a date; YYYY-MM-DD is expected.",
      ru: "\(Text.quoted(text)) — не дата; нужен вид ГГГГ-ММ-ДД.")
  }
  package static func timeUnreadable(_ text: String) -> Reason {
    Reason(
      "time_unreadable", en: "\(Text.quoted(text)) is not a time; RFC 3339 is expected, for example 2026-03-12T09:30:00Z.",
      ru: "\(Text.quoted(text)) — не момент времени; нужен вид RFC 3339, например 2026-03-12T09:30:00Z.")
  }
  package static func zoneUnknown(_ name: String) -> Reason {
    Reason(
      "time_zone_unknown", en: "There is no time zone named \(Text.quoted(name)).", ru: "Часового пояса \(Text.quoted(name)) нет.")
  }
}

extension Text {
  /// Quotes typed text in a message, shortened to 60 characters.
  static func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
    return "«" + String(String.UnicodeScalarView(shown.prefix(60))) + (shown.count > 60 ? "…" : "") + "»"
  }
}
