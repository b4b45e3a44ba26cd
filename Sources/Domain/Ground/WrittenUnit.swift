/// A part's unit as office programs write it: names and symbols of the Russian classifier of units (OKEI, OK 015-94)
/// and everyday ones, with or without full stops: `шт.`, `компл`, `пара`, `пог. м`, `мл`, `упак`.
package struct WrittenUnit: Equatable, Sendable {
  /// The unit as written, trimmed.
  package let text: String
  package let measure: Measure
  /// The ratio to the measure: 1000 millilitres (`perOnes`) are 1 litre (`ones`), 1 tonne is 1000 kilograms.
  package let perOnes: Int64
  package let ones: Int64
  /// True if it is the measure itself, a part or a multiple of it. False if it is only counted in pieces, as a bottle or
  /// a square metre is.
  package let isExact: Bool
  /// The first of the unit's spellings.
  private let name: String

  /// nil if parts are not counted in this unit.
  package init?(_ text: String) {
    let folded = SearchText.fold(text).filter { $0.isLetter || $0.isNumber }
    guard let unit = Self.units[folded.replacing("²", with: "2").replacing("³", with: "3")] else { return nil }
    self.text = Text.trimmed(text)
    (measure, ones, perOnes, isExact, name) = unit
  }

  package func isSame(as other: WrittenUnit) -> Bool { name == other.name }

  private typealias Meaning = (measure: Measure, ones: Int64, perOnes: Int64, isExact: Bool, name: String)

  private static let units: [String: Meaning] = {
    var units: [String: Meaning] = [:]
    for (measure, ones, perOnes, words) in exact {
      let all = words.split(separator: " ").map(String.init)
      for word in all { units[word] = (measure, ones, perOnes, true, all[0]) }
    }
    for line in counted.split(separator: "\n") {
      let all = line.split(separator: " ").map(String.init)
      for word in all { units[word] = (.piece, 1, 1, false, all[0]) }
    }
    return units
  }()

  /// Spellings, with the codes of OKEI.
  private static let exact: [(Measure, ones: Int64, perOnes: Int64, String)] = [
    (.piece, 1, 1, "шт штука штуки штук ед единица единиц pc pcs piece pieces 796 642"),
    (.piece, 10, 1, "десяток десятка десятков дес 10шт"), (.piece, 12, 1, "дюжина дюжины дюжин дюжинашт дюжинаштук 641 740"),
    (.piece, 100, 1, "100шт стоштук сотня 797"), (.piece, 1000, 1, "тысшт тысячаштук 1000шт 798"),
    (.set, 1, 1, "кт компл комплект комплекта комплектов набор наб набора наборов пара пары пар set pair 839 704 715"),
    (.litre, 1, 1, "л литр литра литров дм3 l litre liter 112"), (.litre, 1, 1000, "мл миллилитр миллилитра миллилитров см3 ml 111"),
    (.litre, 1, 10, "дл децилитр децилитра децилитров dl 118"), (.litre, 10, 1, "дкл декалитр декалитра декалитров 116"),
    (.litre, 100, 1, "гл гектолитр hl 122"), (.litre, 1000, 1, "тысл 1000л м3 м3куб кубм мкуб куб кубометр кубическийметр m3 113 130"),
    (.metre, 1, 1, "м мп пм погм мпог погонныйметр метр метра метров m metre meter 006 018"),
    (.metre, 1, 10, "дм дециметр дециметра дециметров dm 005"), (.metre, 1, 100, "см сантиметр сантиметра сантиметров cm 004"),
    (.metre, 1, 1000, "мм миллиметр миллиметра миллиметров mm 003"), (.metre, 1000, 1, "км километр километра километров km 008"),
    (.kilogram, 1, 1, "кг килограмм килограмма килограммов kg kilogram 166"),
    (.kilogram, 1, 1000, "г гр грамм грамма граммов g gram 163"), (.kilogram, 100, 1, "ц центнер центнера центнеров 206"),
    (.kilogram, 1000, 1, "т тн тонна тонны тонн t 168"),
  ]

  private static let counted = """
    упак упаковка упаковки упаковок уп 778
    пач пачка пачки пачек 728
    бут бутылка бутылки бутылок бутыль 868
    рул рулон рулона рулонов ролик 736
    кор коробка коробки коробок
    ящ ящик ящика ящиков 812
    банк банка банки банок бан
    кан канистра канистры канистр
    фл флак флакон флакона флаконов 872
    балл бал баллон баллона баллонов
    туб туба тубы тюбик тюбика тюбиков тюб
    пак пакет пакета пакетов
    меш мешок мешка мешков
    бух бухта бухты бухт
    боб бобина бобины бобин 616
    лист листа листов 625
    боч бочка бочки бочек
    ведро ведра ведер вед
    картр картридж картриджа картриджей
    изд изделие изделия изделий 657
    блок блока блоков
    пал палета палеты поддон поддона поддонов
    ампул ампула ампулы 870
    доз доза дозы 639
    мест место места 698
    часть части частей 735
    элем элемент элемента элементов 745
    секц секция секции секций 840
    услед условнаяединица условныхединиц 876
    услшт условнаяштука условныхштук 879
    м2 квм мкв кв квадратныйметр квадратногометра квадратныхметров m2 sqm 055
    дм2 квдм дмкв квадратныйдециметр 053
    см2 квсм смкв квадратныйсантиметр 051
    мм2 квмм ммкв квадратныймиллиметр 050
    дюйм дюйма дюймов in inch 039
    фут фута футов ft foot 041
    ярд ярда ярдов yd yard 043
    """
}
