internal import Desk
internal import Domain

enum ErasureJSON {
  struct Erasure {
    let card: Lent<ClientPicture>
    let kept: [Erasures.Kept]
  }
  private static let kept = Shape<Erasures.Kept>("KeptDocument") { s in
    s.integer("document_id") { $0.documentID }
    s.text("number") { $0.number }
    s.date("buyer_kept_until_on") { $0.untilOn }
  }
  static let erasure = Shape<Erasure>("ClientErasure") { s in
    s.object("client", ClientJSON.card) { $0.card }
    s.list("kept_documents", kept) { $0.kept }
  }
}
