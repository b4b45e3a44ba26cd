internal import Domain

extension RoomSheet {
  static let ground = RoomSheet(
    kept: [
      "codes": ["idempotency_keys.method", "idempotency_keys.path", "idempotency_keys.key", "timers.kind", "counters.kind"],
      "goes with the response: see ErasedAnswers": ["idempotency_keys.headers"],
    ],
    timers: [.forgetRetries: { context, _ in try Retries(context).forget() }])
}
