import MIME
import Testing

private func flowed(_ body: String, delsp: Bool = false) -> String {
  Mail(reading: Array("Content-Type: text/plain; charset=utf-8; format=flowed\(delsp ? "; delsp=yes" : "")\n\n\(body)".utf8)).text
}

@Test func `lines that end in a blank go on`() {
  #expect(flowed("one \ntwo \nthree\nfour") == "one two three\nfour")
  #expect(flowed("one  \ntwo", delsp: true) == "one two")
  #expect(flowed("од \nно", delsp: true) == "одно")
}

@Test func `quotations flow by themselves and stuffing goes`() {
  #expect(flowed("> one \n> two\n>> deep\n  stuffed\n >no quote") == "> one two\n>> deep\n stuffed\n>no quote")
  #expect(flowed("> one \nanswer") == "> one \nanswer")
}

@Test func `the mark of a signature never flows`() {
  #expect(flowed("text \n-- \nAnna") == "text \n-- \nAnna")
}
