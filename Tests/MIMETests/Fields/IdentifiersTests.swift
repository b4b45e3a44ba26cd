import MIME
import Testing

private func ids(_ value: String) -> [String] { Identifiers.list(Array(value.utf8)[...]) }

@Test func `identifiers are taken out of brackets, words and folds`() {
  #expect(ids("<a@b> <c$d%+=@e>") == ["a@b", "c$d%+=@e"])
  #expect(ids("Your message of Mon, 02 Nov 2026 10:00:00 +0300\r\n\t<t5.x9@centre.example>") == ["t5.x9@centre.example"])
  #expect(ids("<folded\r\n @b>") == ["folded@b"])
  #expect(ids("<a@b><c@d>,<e@f>") == ["a@b", "c@d", "e@f"])
}

@Test func `without brackets only words with an at sign count, if all are such`() {
  #expect(ids("a@b c@d") == ["a@b", "c@d"])
  #expect(ids("your mail to anna@example.org") == [])
  #expect(ids("") == [])
  #expect(ids("<>") == [])
}

@Test func `of a very long list the first and the latest stay`() {
  let many = ids((0..<5_000).map { "<\($0)@x>" }.joined(separator: " "))
  #expect(many.count == 200)
  #expect(many.first == "0@x" && many.last == "4999@x")
}
