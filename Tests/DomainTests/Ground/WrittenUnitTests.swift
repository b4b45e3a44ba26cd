import Domain
import Testing

@Suite struct WrittenUnitTests {
  @Test(arguments: [
    ("шт", Measure.piece), ("Шт.", .piece), ("штука", .piece), ("компл", .set), ("к-т", .set), ("Комплект", .set), ("пара", .set),
    ("наб", .set), ("набор", .set), ("л", .litre), ("Л.", .litre), ("м", .metre), ("пог. м", .metre), ("м.п.", .metre), ("кг", .kilogram),
  ])
  func theDesksOwnUnitsAreReadAsOfficeProgramsWriteThem(word: String, unit: Measure) {
    let read = WrittenUnit(word)
    #expect(read?.measure == unit && read?.perOne == 1 && read?.isExact == true)
  }

  @Test(arguments: [
    ("мл", Measure.litre, 1000), ("Мл.", .litre, 1000), ("г", .kilogram, 1000), ("гр.", .kilogram, 1000), ("мм", .metre, 1000),
    ("см", .metre, 100), ("дм", .metre, 10),
  ])
  func partsOfAUnitSayHowManyMakeOne(word: String, unit: Measure, perOne: Int64) {
    let read = WrittenUnit(word)
    #expect(read?.measure == unit && read?.perOne == perOne && read?.isExact == true)
  }

  @Test(arguments: [
    "упак", "Упак.", "уп", "бут", "бутылка", "рул", "рулон", "кан", "банка", "фл.", "баллон", "туба", "ящ", "кор.", "м2", "кв. м", "лист",
  ])
  func whatIsOnlyCountedIsTakenAsPieces(word: String) {
    let read = WrittenUnit(word)
    #expect(read?.measure == .piece && read?.isExact == false)
  }

  @Test(arguments: ["", "ч", "хз", "км", "-"]) func whatIsNoUnitOfAPartIsNone(word: String) { #expect(WrittenUnit(word) == nil) }
}
