internal import Desk
internal import Domain
internal import JSON

/// A response while it is written: its text, its reader, and the first error of a row that was lent on the way.
struct Pen: ~Copyable {
  var json: JSONWriter
  let sight: Sight
  private let call: Call?
  private let spoken: Language
  private var failure: (any Error)?

  init(for call: Call, reserving: Int) {
    json = JSONWriter(reserving: reserving)
    sight = call.actor.sight
    self.call = call
    spoken = .en
  }

  /// A pen for what everybody may see.
  init(_ language: Language) {
    json = JSONWriter()
    sight = []
    call = nil
    spoken = language
  }

  /// The language of sentences; looked up only when one is written.
  var language: Language { call?.language ?? spoken }

  /// Compares bits. An option set's own comparison is generic code in another module, and this is called for every field.
  func shows(_ wanted: Sight?) -> Bool {
    guard let wanted = wanted?.rawValue else { return true }
    return sight.rawValue & wanted == wanted
  }

  /// Remembers the first error and keeps writing, so that brackets close. `finish` throws it.
  mutating func fail(_ error: any Error) {
    if failure == nil { failure = error }
  }

  func finish() throws -> [UInt8] {
    if let failure { throw failure }
    return json.finish()
  }
}
