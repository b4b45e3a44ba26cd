import Domain
import Testing

struct PlateAndVINTests {
  @Test func aPlateIsFoundInEitherAlphabetAndShownInCyrillic() throws {
    let typed = try ["А123ВС77", "a 123 bc 77", "A123BC-77", "а123вс 77"].map { try Plate($0) }
    #expect(Set(typed.map(\.key)) == ["A123BC77"])
    #expect(Set(typed.map(\.text)) == ["А123ВС77"])
    #expect(Plate.key("к 066 СВ 78") == "K066CB78")
  }

  @Test func motorcyclesTrailersTaxisAndBusesAreRussianToo() throws {
    #expect(try Plate("1234 ab 77").text == "1234АВ77")
    #expect(try Plate("ab1234 177").text == "АВ1234177")
    #expect(try Plate("AB123 77").text == "АВ12377")
  }

  @Test(arguments: [
    "А123ВС77RUS", "А123ВС77 RUS", "a123bc77rus", "А 123 ВС 77 rus", "А123ВС RUS 77", "RUS А123ВС77", "А123ВС77 RU", "а123вс77 рус",
    "А123ВС 7 7 RUS", "А123ВС77 (RUS)", "A123BC77-RUSSIA", "А123ВС77 Россия",
  ])
  func theWordOfTheCountryIsNoPartOfARussianPlate(_ typed: String) throws {
    let plate = try Plate(typed)
    #expect(plate.key == "A123BC77" && plate.text == "А123ВС77")
    #expect(try Plate(plate.text) == plate)
  }

  @Test func aPlateWithoutItsRegionAndPartsOfPlatesLoseTheCountryToo() throws {
    #expect(try Plate("А123ВС RUS").text == "А123ВС")
    #expect(try Plate("к 066 св 178 rus").text == "К066СВ178")
    #expect(try Plate("ab1234 77 rus").text == "АВ123477")
    #expect(Plate.partKey("123 вс 77 rus") == "123BC77")
    #expect(Plate.partKey("rus") == "RUS" && Plate.partKey("Руслан") == LookAlike.key("Руслан"))
  }

  @Test func aForeignPlateKeepsTheLettersOfACountry() throws {
    #expect(try Plate("B-RU 1234").text == "B-RU 1234" && Plate("B-RU 1234").key == "BRU1234")
    #expect(try Plate("RUS 1").key == "RUS1")
  }

  @Test func aForeignPlateKeepsItsLetters() throws {
    #expect(try Plate("123  abz 02").text == "123 ABZ 02")
    #expect(try Plate("b-mw 1234").text == "B-MW 1234")
    #expect(codes { _ = try Plate(" - ") } == ["plate_unreadable"])
  }

  @Test func aVinIsJoinedAndUpperCased() throws {
    let vin = try VIN(" x9692w5fkr m57nupl ")
    #expect(vin.text == "X9692W5FKRM57NUPL")
    #expect(vin.isValid && vin.warning == nil)
    #expect(try VIN("ХТА93WDSМRХ6LD0DА").text == "XTA93WDSMRX6LD0DA")  // typed with Cyrillic look-alikes
  }

  @Test(arguments: ["XTA93WDSMRX6LD0DO", "ITA93WDSMRX6LD0DA", "XTA93WDSMRX6LQ0DA", "XTA93", "XTA93WDSMRX6LD0DAA", "XTA93WDSMRX6LD0DЖ"])
  func aBadVinIsKeptWithAWarning(_ text: String) throws {
    let vin = try VIN(text)
    #expect(vin.text == text)
    #expect(vin.warning?.code == "vin_unverified")
  }

  @Test func theCheckDigitIsOnlyAHint() throws {
    #expect(try VIN("1M8GDM9AXKP042788").checkDigitFits)
    #expect(try VIN("1M8GDM9AXKP042788").warning == nil)
    #expect(try VIN("1M8GDM9AXKP042789").warning?.code == "vin_check_digit")
    #expect(try VIN("XTA93WDSMRX6LD0DA").warning == nil, "elsewhere makers fill the ninth place as they like")
    #expect(try VIN("11111111111111111").checkDigitFits)
    #expect(try !VIN("XTA93WDSMRX6LD0DA").checkDigitFits)
    #expect(try VIN("XTA93WDSMRX6LD0DA").isValid)
  }
}
