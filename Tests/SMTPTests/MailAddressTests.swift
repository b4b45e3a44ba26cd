import SMTP
import Testing

@Test(
  arguments: [
    ("anna@example.org", "anna@example.org"), ("Anna.K+auto@Example.ORG", "Anna.K+auto@example.org"),
    ("o'hara@x.example", "o'hara@x.example"),
    ("\"anna k\"@example.org", "\"anna k\"@example.org"), ("\"anna\"@example.org", "anna@example.org"),
    ("\"a\\\"b\\\\c\"@example.org", "\"a\\\"b\\\\c\"@example.org"), ("\"a@b\"@example.org", "\"a@b\"@example.org"),
    // Addresses that a Japanese provider gave out: RFC 5321 has them in quotes only.
    ("a..b@docomo.example", "\"a..b\"@docomo.example"), ("a.@docomo.example", "\"a.\"@docomo.example"),
    ("info@сервис.рф", "info@xn--b1afk4ade.xn--p1ai"), ("анна@почта.рф", "анна@xn--80a1acny.xn--p1ai"), ("u@[192.0.2.1]", "u@[192.0.2.1]"),
    ("root@localhost", "root@localhost"), ("-x@example.org", "-x@example.org"),
    // Longer before the @ than the 64 bytes of RFC 5321, as services give to each thread.
    ("reply+\(String(repeating: "a", count: 90))@reply.example", "reply+\(String(repeating: "a", count: 90))@reply.example"),
  ])
func anAddressIsWrittenAsSMTPHasIt(_ text: String, _ mailbox: String) throws {
  let address = try MailAddress(text)
  #expect(address.mailbox == mailbox)
  #expect(try MailAddress(mailbox) == address)
}

@Test(
  arguments: [
    "", "@", "anna", "anna@", "@example.org", "\"\"@example.org", "anna k@example.org", "anna@exa mple.org", "anna@example.org ",
    " anna@example.org",
    "<anna@example.org>", "anna@example.org>", "a@b@example.org", "\"a\"b\"@example.org", "\"a\\\"@example.org", "anna@example.org\r\nDATA",
    "an\r\nna@example.org", "an\nna@example.org", "\"an\r\nna\"@example.org", "an\u{0}na@example.org", "an\u{2028}na@example.org",
    "an\u{85}na@example.org", "an\u{202E}na@example.org", "a,b@example.org", "a:b@example.org", "a(b)@example.org",
    "anna\u{A0}k@example.org",
    String(repeating: "a", count: 250) + "@example.org",
  ])
func whatIsNoAddressIsRefused(_ text: String) {
  #expect(throws: MailFault.address(text)) { try MailAddress(text) }
}

@Test func onlyALocalPartOfOtherLettersTakesMoreThanASCII() throws {
  #expect(try MailAddress("info@сервис.рф").isASCII)
  #expect(try !MailAddress("анна@example.org").isASCII)
}

@Test func aFaultIsToldInOneLine() {
  #expect(MailFault.address("a\r\nb").message == "a b is no mail address")
  #expect(MailFault.address(String(repeating: "ж", count: 9_000)).message.utf8.count < 400)
}
