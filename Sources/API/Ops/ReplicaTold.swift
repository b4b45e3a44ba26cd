package import Domain

/// The replica's state, supplied by App.
package struct ReplicaTold: Sendable {
  package enum Name: String, CaseIterable, Sendable { case database, files }

  package struct File: Sendable {
    package let name: Name
    /// The last transaction that the replicator has read; nil if it has told none yet.
    package let transaction: Int64?
    /// The last one that the replica has.
    package let replicated: Int64?
    /// Since when, at most, a change has been missing in the replica; 0 if none is.
    package let behindMilliseconds: Int64
    package let logBytes: Int64

    package init(name: Name, transaction: Int64?, replicated: Int64?, behindMilliseconds: Int64, logBytes: Int64) {
      self.name = name
      self.transaction = transaction
      self.replicated = replicated
      self.behindMilliseconds = behindMilliseconds
      self.logBytes = logBytes
    }
  }

  /// A longer log is reported: the replicator does not keep up with it.
  package static let longLog: Int64 = 256 << 20
  /// A replica that is further behind is reported, in milliseconds.
  private static let late: Int64 = 30_000

  package let waitMilliseconds: Int64
  package let isRequired: Bool
  /// Answers that wait now.
  package let waiting: Int
  package let aloneSince: Instant?
  package let why: String?
  package let files: [File]
  package let confirmations: UInt64
  package let failures: UInt64

  package init(
    waitMilliseconds: Int64, isRequired: Bool, waiting: Int, aloneSince: Instant?, why: String?, files: [File], confirmations: UInt64,
    failures: UInt64
  ) {
    self.waitMilliseconds = waitMilliseconds
    self.isRequired = isRequired
    self.waiting = waiting
    self.aloneSince = aloneSince
    self.why = why
    self.files = files
    self.confirmations = confirmations
    self.failures = failures
  }

  package var behindMilliseconds: Int64 { files.map(\.behindMilliseconds).max() ?? 0 }

  /// The reason why the desk takes no changes.
  package var trouble: Reason? { isRequired && aloneSince != nil ? .notReplicated : nil }

  /// Warnings for whoever looks after the machine.
  package var warnings: [Reason] {
    let logs = files.map(\.logBytes).filter { $0 > Self.longLog }.map { Reason.logLong(mebibytes: $0 >> 20) }
    if let why { return [.replicaAlone(why)] + logs }
    return (behindMilliseconds > Self.late ? [.replicaBehind(seconds: behindMilliseconds / 1_000)] : []) + logs
  }
}

extension Reason {
  static let notReplicated = Reason(
    "not_replicated",
    en:
      "The replica does not confirm, and without it no change is answered. This one may be kept here: repeat it with the same Idempotency-Key.",
    ru:
      "Реплика не подтверждает запись, а без неё ответа на изменения нет. Это изменение могло сохраниться здесь: повторите запрос с тем же Idempotency-Key."
  )
  fileprivate static func replicaAlone(_ why: String) -> Reason {
    Reason(
      "replica_alone", en: "The replica does not confirm (\(why)): what is changed now is kept here alone.",
      ru: "Реплика не подтверждает запись (\(why)): изменения пока хранятся только здесь.")
  }
  fileprivate static func replicaBehind(seconds: Int64) -> Reason {
    Reason("replica_behind", en: "The replica is \(seconds) s behind.", ru: "Реплика отстаёт на \(seconds) с.")
  }
  fileprivate static func logLong(mebibytes: Int64) -> Reason {
    Reason(
      "log_long", en: "A log has grown to \(mebibytes) MiB: Litestream, which moves it into the file, does not keep up.",
      ru: "Журнал вырос до \(mebibytes) МиБ: Litestream, который переносит его в файл, не успевает.")
  }
}
