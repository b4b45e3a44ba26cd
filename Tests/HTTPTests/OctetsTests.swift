import Testing

@testable import HTTP

@Test func fieldContentEndsAtItsFirstControlCharacterWhereverThatStands() {
  for stop in UInt8.min...UInt8.max where !Octets.isFieldContent(stop) {
    for place in 0..<20 {
      for filling: UInt8 in [0x20, 0x7E, 0x80, 0xFF, 9] {
        for behind in [0, 1, 12] {
          let bytes = [UInt8](repeating: filling, count: place) + [stop] + [UInt8](repeating: 0x61, count: behind)
          for start in 0...place {
            #expect(bytes.withUnsafeBufferPointer { Octets.endOfFieldContent($0, from: start) } == place)
          }
        }
      }
    }
  }
}

@Test func fieldContentMayEndWithTheText() {
  for count in 0..<20 {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 | 0x80) }
    #expect(bytes.withUnsafeBufferPointer { Octets.endOfFieldContent($0, from: 0) } == count)
  }
}
