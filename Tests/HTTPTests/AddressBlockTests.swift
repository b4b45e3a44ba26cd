import Testing

@testable import HTTP

@Suite struct AddressBlockTests {
  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "20:1:d:b8:0:1:0:2::/64"),
    ("2001:db8:1:2::", "20:1:d:b8:0:1:0:2::/64"), ("fe80::1%eth0", "fe:80:0:0:0:0:0:0::/64"), ("not an address", "not an address"),
    ("::zz", "::zz"),
  ])
  func aBlockIsAnAddressOrTheFirst64Bits(_ address: String, _ block: String) {
    #expect(AddressBlock.name(of: address) == block)
  }

  @Test(
    arguments: [
      ("127.0.0.1", "127.0.0.1"), ("0:0:0:0:0:0:0:1", "::1"), ("2001:DB8::0A", "2001:db8::a"), ("::FFFF:10.0.0.1", "10.0.0.1"),
      ("not an ip", nil), ("", nil), ("10.0.0.0/8", nil), ("10.0.0", nil), ("127.0.0.1 ", nil), ("localhost", nil), ("[::1]", nil),
    ] as [(String, String?)])
  func anAddressIsSpelledAsThatOfAPeer(_ text: String, _ spelled: String?) {
    #expect(AddressBlock.spelled(text) == spelled)
  }
}
