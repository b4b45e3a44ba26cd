import Domain
import Testing

@Suite struct WrittenUnitTests {
  @Test(arguments: [
    ("шт", Measure.piece), ("Шт.", .piece), ("штука", .piece), ("компл", .set), ("к-т", .set), ("Комплект", .set), ("пара", .set),
    ("наб", .set), ("набор", .set), ("л", .litre), ("Л.", .litre), ("м", .metre), ("пог. м", .metre), ("м.п.", .metre), ("кг", .kilogram),
  ])
  func theDesksOwnUnitsAreReadAsOfficeProgramsWriteThem(word: String, unit: Measure) {
    let read = WrittenUnit(word)
    #expect(read?.measure == unit && read?.perOnes == 1 && read?.ones == 1 && read?.isExact == true)
  }

  @Test(arguments: [
    ("мл", Measure.litre, 1000), ("Мл.", .litre, 1000), ("г", .kilogram, 1000), ("гр.", .kilogram, 1000), ("мм", .metre, 1000),
    ("см", .metre, 100), ("дм", .metre, 10), ("см³", .litre, 1000), ("дл", .litre, 10),
  ])
  func partsOfAUnitSayHowManyMakeOne(word: String, unit: Measure, perOnes: Int64) {
    let read = WrittenUnit(word)
    #expect(read?.measure == unit && read?.perOnes == perOnes && read?.ones == 1 && read?.isExact == true)
  }

  @Test(arguments: [
    ("т", Measure.kilogram, 1000), ("Тонна", .kilogram, 1000), ("ц", .kilogram, 100), ("м3", .litre, 1000), ("м³", .litre, 1000),
    ("км", .metre, 1000),
    ("дюжина", .piece, 12), ("100 шт", .piece, 100), ("тыс. шт", .piece, 1000), ("десяток", .piece, 10),
  ])
  func multiplesOfAUnitSayHowMuchTheyAre(word: String, unit: Measure, ones: Int64) {
    let read = WrittenUnit(word)
    #expect(read?.measure == unit && read?.ones == ones && read?.perOnes == 1 && read?.isExact == true)
  }

  @Test(arguments: [
    "упак", "Упак.", "уп", "бут", "бутылка", "рул", "рулон", "кан", "банка", "фл.", "баллон", "туба", "ящ", "кор.", "м2", "кв. м", "м²",
    "лист",
    "дм2", "дюйм", "фут", "доза", "мест", "часть", "усл. ед", "ампула", "секц.",
  ])
  func whatIsOnlyCountedIsTakenAsPieces(word: String) {
    let read = WrittenUnit(word)
    #expect(read?.measure == .piece && read?.isExact == false && read?.text == word)
  }

  @Test func spellingsOfOneUnitAreTheSame() throws {
    let metre = try #require(WrittenUnit("кв. м"))
    #expect(WrittenUnit("м²").map(metre.isSame) == true && WrittenUnit("055").map(metre.isSame) == true)
    #expect(WrittenUnit("м3").map(metre.isSame) == false && WrittenUnit("лист").map(metre.isSame) == false)
  }

  @Test(arguments: ["", "ч", "хз", "кВт·ч", "-", "100"]) func whatIsNoUnitOfAPartIsNone(word: String) { #expect(WrittenUnit(word) == nil) }
}
