import JSON
import Testing

@Test func aNameIsEscapedAsAStepOfAPointer() {
  #expect(JSONPointer.escape("name") == "name")
  #expect(JSONPointer.escape("a/b~c~1") == "a~1b~0c~01")
  #expect(JSONPointer.escape("имя/~") == "имя~1~0")
  #expect(JSONPointer.escape("") == "")
}
