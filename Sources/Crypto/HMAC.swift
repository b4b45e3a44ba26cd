/// Keyed hashes (RFC 2104), which sign web hooks.
package enum HMAC {
  package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    let short = key.count > SHA256.blockLength ? SHA256.hash(key) : key
    let padded = short + [UInt8](repeating: 0, count: SHA256.blockLength - short.count)
    var inner = SHA256()
    inner.update(padded.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256()
    outer.update(padded.map { $0 ^ 0x5C })
    outer.update(inner.digest())
    return outer.digest()
  }
}
