import Crypto
import Testing

@Test(
  arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
func theExamplesOfRFC4648HoldWithoutPadding(text: String, encoded: String) {
  #expect(Base64URL.encode([UInt8](text.utf8)) == encoded)
  #expect(Base64URL.decode(encoded) == [UInt8](text.utf8))
}

@Test(arguments: [
  ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
])
func theExamplesOfRFC4648HoldWithPadding(text: String, encoded: String) {
  #expect(Base64.encode([UInt8](text.utf8)) == encoded)
  #expect(Base64.decode(encoded) == [UInt8](text.utf8))
}

@Test func base64IsReadInEitherAlphabetPaddedOrNot() {
  #expect(Base64.encode([0xFB, 0xFF, 0xBF, 0xFF]) == "+/+//w==")
  for text in ["+/+//w==", "-_-__w==", "-_-__w", "+/+//w"] { #expect(Base64.decode(text) == [0xFB, 0xFF, 0xBF, 0xFF], "\(text)") }
  for text in ["Z", "Zm8===", "Z=m8", "Zm 8", "Zm8я"] { #expect(Base64.decode(text) == nil, "\(text)") }
}

@Test func theLastTwoLettersAreThoseOfURLs() {
  #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
  #expect(Base64URL.decode("-_-_") == [0xFB, 0xFF, 0xBF])
}

@Test func bytesOfEveryLengthComeBack() {
  for length in 0..<100 {
    let bytes = (0..<length).map { UInt8(($0 * 37 + length * 11) % 256) }
    #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
  }
}

@Test(arguments: ["Zg==", "Zg=", "Z", "Zm9vY", "Zh", "Zm9=", "Zm 8", "Zm8\n", "+/+/", "Zm8я", "Zm\u{0}8"])
func textThatNoBytesHaveIsRefused(text: String) {
  #expect(Base64URL.decode(text) == nil)
}

@Test func hexIsReadInEitherCaseAndOnlyInPairs() {
  #expect(Hex.encode([0x00, 0x0F, 0xAB, 0xFF]) == "000fabff")
  #expect(Hex.decode("00 0f") == nil)
  #expect(Hex.decode("aBFf") == [0xAB, 0xFF])
  #expect(Hex.decode("abc") == nil)
  #expect(Hex.decode("0g") == nil)
  #expect(Hex.decode("+1") == nil)
}

@Test func equalityLooksAtEveryByte() {
  let secret = (0..<32).map { UInt8($0) }
  #expect(constantTimeEqual(secret, secret))
  #expect(constantTimeEqual([], []))
  #expect(!constantTimeEqual(secret, [UInt8](secret.dropLast())))
  for index in secret.indices {
    var other = secret
    other[index] ^= 0x80
    #expect(!constantTimeEqual(secret, other))
  }
}

@Test func randomBytesDifferAndAreAsManyAsAsked() throws {
  #expect(try Random.bytes(0).isEmpty)
  #expect(try Random.bytes(100_000).count == 100_000)
  #expect(try Random.bytes(32) != Random.bytes(32))
}
