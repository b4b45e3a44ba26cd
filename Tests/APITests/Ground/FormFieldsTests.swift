import Domain
import Testing

@testable import API

@Suite struct FormFieldsTests {
  private func read(_ body: String) throws -> [String] { try FormFields(Array(body.utf8)).all.map { "\($0.name)|\($0.value)" } }

  @Test func fieldsAreReadInTheirOrder() throws {
    #expect(try read("b=2&a=1&b=3") == ["b|2", "a|1", "b|3"])
    #expect(try FormFields(Array("b=2&a=1&b=3".utf8))["b"] == "2")
    #expect(try read("") == [] && read("&&") == [])
    #expect(try read("a&=b&c==d") == ["a|", "|b", "c|=d"])
  }

  @Test func escapesAndPlusSignsAreDecodedInNamesAndValues() throws {
    #expect(try read("%61+b=1%2B1+%3D+2&t=%d0%AF") == ["a b|1+1 = 2", "t|Я"])
  }

  @Test func aLineBreakIsOneCharacterHoweverItWasSent() throws {
    #expect(try read("t=a%0D%0Ab%0Ac%0D%0D%0A%0D%0A") == ["t|a\nb\nc\r\n\n"])
  }

  @Test func whatIsNoTextIsRefused() {
    for body in ["a=%", "a=%4", "a=%4g", "a=%FF", "a=%C3%28", "%ED%A0%80=a"] {
      #expect(throws: Refusal.malformed([.formUnreadable])) { try read(body) }
    }
  }
}
