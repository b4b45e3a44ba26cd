/// SHA-256 (FIPS 180-4) of data in pieces. A token is hashed on every request, so the rounds are unrolled.
package struct SHA256: Sendable {
  package static let digestLength = 32
  static let blockLength = 64

  private var state: State = (
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19
  )
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var total: UInt64 = 0

  package init() {}

  package static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  package static func hash(_ bytes: Span<UInt8>) -> [UInt8] { bytes.withUnsafeBytes { hash($0) } }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] { hash(bytes.span) }

  package static func hash(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }
  package mutating func update(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { update($0) } }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    var position = 0
    let filled = Int(total % 64)
    total &+= UInt64(bytes.count)
    if filled > 0 {
      position = min(64 - filled, bytes.count)
      fill(from: filled, with: start, count: position)
      if filled + position < 64 { return }
      withUnsafeBytes(of: block) { SHA256Rounds.compress($0, into: &state) }
    }
    while position + 64 <= bytes.count {
      SHA256Rounds.compress(UnsafeRawBufferPointer(start: start + position, count: 64), into: &state)
      position += 64
    }
    fill(from: 0, with: start + position, count: bytes.count - position)
  }

  /// The 32-byte digest of all data so far.
  package func digest() -> [UInt8] {
    var last = self
    last.pad()
    let words = last.state
    let bigEndian: State = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian, words.4.bigEndian, words.5.bigEndian, words.6.bigEndian,
      words.7.bigEndian
    )
    return withUnsafeBytes(of: bigEndian) { [UInt8]($0) }
  }

  /// Pads as in §5.1.1: a one bit, zeros, and the length in bits as 64 bits, up to a full block.
  private mutating func pad() {
    let filled = Int(total % 64)
    let bits = (total &* 8).bigEndian
    withUnsafeMutableBytes(of: &block) { block in
      block[filled] = 0x80
      for index in filled + 1..<64 { block[index] = 0 }
      guard filled >= 56 else { return }
      SHA256Rounds.compress(UnsafeRawBufferPointer(block), into: &state)
      for index in 0..<56 { block[index] = 0 }
    }
    withUnsafeMutableBytes(of: &block) { block in
      block.storeBytes(of: bits, toByteOffset: 56, as: UInt64.self)
      SHA256Rounds.compress(UnsafeRawBufferPointer(block), into: &state)
    }
  }

  private mutating func fill(from first: Int, with bytes: UnsafeRawPointer, count: Int) {
    withUnsafeMutableBytes(of: &block) { block in
      guard let start = block.baseAddress else { return }
      (start + first).copyMemory(from: bytes, byteCount: count)
    }
  }
}

typealias State = (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
