import Domain
import Testing

struct PartNumberTests {
  @Test func articlesMeetHoweverTheyAreWritten() {
    for spelling in ["GDB1632", "gdb 1632", "GDB-1632", "G.D.B/1632", "GDВ1632"] { #expect(PartNumber.key(spelling) == "GDB1632") }
    #expect(PartNumber.key("Лукойл") == PartNumber.key("ЛУКОЙЛ"))
  }
}
