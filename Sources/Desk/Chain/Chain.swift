internal import Dispatch
package import Domain
internal import SQLite
internal import Synchronization

/// The centres of a chain, each read from a copy of its file.
package struct Chain: Sendable {
  /// A centre's file. `name` is that of the file, for a centre that gives none itself.
  package struct File: Sendable {
    package let name: String
    package let file: FollowedFile

    package init(name: String, file: FollowedFile) {
      self.name = name
      self.file = file
    }
  }

  /// A value that was read of a centre.
  package struct Part<T: Sendable>: Sendable {
    package let centre: Centre
    /// The time of the last thing that happened in the file.
    package let asOf: Instant?
    package let value: T
  }

  /// A centre whose file could not be read.
  package struct Unread: Sendable {
    package let name: String
    package let reason: Reason
  }

  package struct Answer<T: Sendable>: Sendable {
    package fileprivate(set) var parts: [Part<T>] = []
    package fileprivate(set) var unread: [Unread] = []
  }

  /// Files read at the same time.
  private static let lanes = 4
  /// CPU time for one file, in milliseconds.
  private static let limit: Int64 = 10_000

  private let files: @Sendable () -> [File]
  private let settings: Settings
  private let clock: @Sendable () -> Instant

  package init(settings: Settings, clock: @escaping @Sendable () -> Instant, files: @escaping @Sendable () -> [File]) {
    self.settings = settings
    self.clock = clock
    self.files = files
  }

  /// Reads each centre's file as that centre would. Both lists are in the order of the files.
  package func read<T: Sendable>(as actor: Actor, _ body: @escaping @Sendable (Context) throws -> T) -> Answer<T> {
    let files = files()
    let results = Mutex<[Int: Result<Part<T>, Refusal>]>([:])
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(Self.lanes, files.count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < files.count else { return }
        let result = read(files[index], as: actor, body)
        results.withLock { $0[index] = result }
      }
    }
    var answer = Answer<T>()
    let all = results.withLock { $0 }
    for (index, file) in files.enumerated() {
      switch all[index] {
      case .success(let part)?: answer.parts.append(part)
      case .failure(let refusal)?: answer.unread.append(Unread(name: file.name, reason: refusal.asReason))
      case nil: break
      }
    }
    return answer
  }

  private func read<T: Sendable>(
    _ file: File, as actor: Actor, _ body: @Sendable (Context) throws -> T
  ) -> Result<Part<T>, Refusal> {
    do {
      return .success(
        try file.file.read { db in
          let centre = try CentreTable(db).find()
          let known = known(file, as: centre)
          let desk = Desk(db: db, settings: try settings.of(known), clock: clock)
          let value = try desk.limited(milliseconds: Self.limit, overran: {}) { try desk.read(as: actor, body) }
          return Part(centre: known, asOf: try EventTable(db).newestAt(), value: value)
        })
    } catch let refusal as Refusal { return .failure(refusal) } catch { return .failure(.unavailable(.fileUnread("\(error)"))) }
  }

  /// The centre of a file. One that has never been served by this version is called by its file.
  private func known(_ file: File, as centre: Centre?) -> Centre {
    Centre(
      name: centre.flatMap { $0.name.isEmpty ? nil : $0.name } ?? file.name, company: centre?.company ?? "",
      currency: centre?.currency ?? settings.currency, timeZone: centre?.timeZone ?? settings.zone.name)
  }
}

extension Settings {
  /// The same settings for a centre of a chain. Its days begin in its own zone.
  fileprivate func of(_ centre: Centre) throws -> Settings {
    Settings(
      hours: try CentreHours(zone: Zone.named(centre.timeZone), week: hours.week, production: hours.production),
      currency: centre.currency, company: centre.company, companyTaxID: nil, centre: centre.name, tax: tax, companyOverrun: companyOverrun,
      repairWarrantyMonths: repairWarrantyMonths, repairWarrantyKm: repairWarrantyKm, estimateValidHours: estimateValidHours,
      overReceipt: overReceipt, publicURL: publicURL, clockGraceMinutes: clockGraceMinutes, legalYears: legalYears, sendsMail: false)
  }
}

extension Refusal {
  fileprivate var asReason: Reason {
    switch self {
    case .unavailable(let reason), .forbidden(let reason): reason
    case .malformed(let reasons), .invalid(let reasons): reasons.first ?? .fileUnread("\(self)")
    default: .fileUnread("\(self)")
    }
  }
}
