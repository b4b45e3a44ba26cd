import Crypto
import Testing

@Test(
  arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
func theExamplesOfFIPS180Hold(text: String, digest: String) {
  #expect(Hex.encode(SHA256.hash(text)) == digest)
}

@Test func aMillionTimesAHasItsKnownHash() {
  var hash = SHA256()
  let piece = [UInt8](repeating: 0x61, count: 1000)
  for _ in 0..<1000 { hash.update(piece) }
  #expect(Hex.encode(hash.digest()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
}

@Test func itDoesNotMatterHowTheBytesAreCut() {
  let bytes = (0..<200).map { UInt8($0) }
  for length in bytes.indices {
    let whole = SHA256.hash([UInt8](bytes[..<length]))
    for cut in stride(from: 0, through: length, by: 7) {
      var hash = SHA256()
      hash.update([UInt8](bytes[..<cut]))
      hash.update([UInt8](bytes[cut..<length]))
      #expect(hash.digest() == whole)
    }
  }
}

@Test func aDigestMayBeTakenOnTheWay() {
  var hash = SHA256()
  hash.update([0x61, 0x62])
  _ = hash.digest()
  hash.update([0x63])
  #expect(hash.digest() == SHA256.hash("abc"))
}
