/// A part's unit as office programs write it: names and symbols of the Russian classifier of units (OKEI, OK 015-94)
/// and everyday ones, with or without full stops: `шт.`, `компл`, `пара`, `пог. м`, `мл`, `упак`.
package struct WrittenUnit: Equatable, Sendable {
  /// The unit as written, folded, without blanks and full stops.
  package let word: String
  package let measure: Measure
  /// The number of these units in one of the measure: 1000 millilitres in a litre.
  package let perOne: Int64
  /// True if it is the measure itself or a fixed part of it. False if it is only counted in that measure, as a bottle is.
  package let isExact: Bool

  /// nil if parts are not counted in this unit.
  package init?(_ text: String) {
    word = SearchText.fold(text).filter { $0.isLetter || $0.isNumber }
    guard let (measure, perOne, isExact) = Self.meaning(word) else { return nil }
    self.measure = measure
    self.perOne = perOne
    self.isExact = isExact
  }

  private static func meaning(_ word: String) -> (Measure, Int64, Bool)? {
    switch word {
    case "шт", "штука", "штуки", "штук", "ед", "единица", "единиц", "pc", "pcs", "piece", "pieces", "796": (.piece, 1, true)
    case "кт", "компл", "комплект", "комплекта", "комплектов", "набор", "наб", "набора", "наборов", "пара", "пары", "пар", "set", "pair",
      "839", "704", "715":
      (.set, 1, true)
    case "л", "литр", "литра", "литров", "дм3", "l", "litre", "liter", "112": (.litre, 1, true)
    case "мл", "миллилитр", "миллилитра", "миллилитров", "см3", "ml", "111": (.litre, 1000, true)
    case "м", "мп", "пм", "погм", "мпог", "метр", "метра", "метров", "m", "metre", "meter", "006", "018": (.metre, 1, true)
    case "дм", "дециметр", "005": (.metre, 10, true)
    case "см", "сантиметр", "сантиметра", "сантиметров", "cm", "004": (.metre, 100, true)
    case "мм", "миллиметр", "миллиметра", "миллиметров", "mm", "003": (.metre, 1000, true)
    case "кг", "килограмм", "килограмма", "килограммов", "kg", "kilogram", "166": (.kilogram, 1, true)
    case "г", "гр", "грамм", "грамма", "граммов", "g", "gram", "163": (.kilogram, 1000, true)
    case "упак", "упаковка", "упаковки", "упаковок", "уп", "пач", "пачка", "пачки", "пачек", "бут", "бутылка", "бутылки", "бутылок",
      "бутыль", "рул", "рулон", "рулона", "рулонов", "кор", "коробка", "коробки", "коробок", "ящ", "ящик", "ящика", "ящиков", "банк",
      "банка", "банки", "банок", "бан", "кан", "канистра", "канистры", "канистр", "фл", "флак", "флакон", "флакона", "флаконов", "балл",
      "бал", "баллон", "баллона", "баллонов", "туб", "туба", "тюбик", "тюб", "пак", "пакет", "пакета", "пакетов", "меш", "мешок", "бух",
      "бухта", "боб", "бобина", "лист", "листа", "листов", "боч", "бочка", "ведро", "вед", "картр", "картридж", "изд",
      "изделие", "ролик", "блок", "пал", "поддон", "778", "728", "868", "736", "625":
      (.piece, 1, false)
    case "м2", "квм", "мкв", "кв", "квадратныйметр", "квадратныхметров", "m2", "sqm", "055", "м3", "кубм", "куб", "m3", "113":
      (.piece, 1, false)
    default: nil
    }
  }
}
