internal import Desk
internal import Domain
internal import JSON

/// An answer as it is being written: its text, who is to read it, and what went wrong with a row that was lent on the way.
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

  /// For what everyone may see.
  init(_ language: Language) {
    json = JSONWriter()
    sight = []
    call = nil
    spoken = language
  }

  /// Whom sentences speak to; looked up by those who write any.
  var language: Language { call?.language ?? spoken }

  /// By the bits: an option set's own comparison is generic code across a module's border, and this is asked for every field.
  func shows(_ wanted: Sight?) -> Bool {
    guard let wanted = wanted?.rawValue else { return true }
    return sight.rawValue & wanted == wanted
  }

  /// The text goes on, so that whatever was begun is ended; the first failure is what `finish` throws.
  mutating func fail(_ error: any Error) {
    if failure == nil { failure = error }
  }

  func finish() throws -> [UInt8] {
    if let failure { throw failure }
    return json.finish()
  }
}
