internal import Desk
package import Domain

extension StoreFailure {
  var told: (status: Int, reason: Reason) {
    switch self {
    case .full: (507, .diskFull)
    case .tooSlow: (503, .tooSlow)
    case .damaged: (503, .fileDamaged)
    case .failing: (503, .storage)
    case .held: (503, .fileHeld)
    case .notReplicated: (503, .notReplicated)
    case .transactionLost(let cause as StoreFailure): cause.told
    case .unexpected, .transactionLost: (500, .unexpected)
    }
  }
}

extension Reason {
  package static let readOnly = Reason(
    "read_only", en: "This desk only reads: its file is written elsewhere. Make the change there.",
    ru: "Этот сервис только читает: его файл пишется в другом месте. Вносите изменения там.")
  static let notJSON = Reason(
    "unsupported_media_type", en: "Send the body as application/json.", ru: "Отправьте тело как application/json.", at: "Content-Type")
  static func notMedia(_ media: String) -> Reason {
    .init("unsupported_media_type", en: "Send the file as \(media).", ru: "Отправьте файл как \(media).", at: "Content-Type")
  }
  static let keyRequired = Reason(
    "idempotency_key_required", en: "Send an Idempotency-Key, so that a retry is no second one.",
    ru: "Укажите Idempotency-Key, чтобы повтор не стал вторым действием.", at: "Idempotency-Key")
  static func methodNotAllowed(_ allow: String) -> Reason {
    .init("method_not_allowed", en: "Here only \(allow) is possible.", ru: "Здесь возможно только: \(allow).")
  }
}
