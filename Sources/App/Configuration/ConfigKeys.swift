import Domain
import Foundation
import HTTP
import JSON
import SMTP

/// A key of the configuration: its name in the file (and, in capitals after `SERVICEDESK_`, in the environment), its
/// meaning, and how it is read. The README's table is checked against this list.
struct ConfigKey: Sendable {
  struct Wrong: Error { let wanted: String }
  let name: String
  let note: String
  let read: @Sendable (inout Config, JSONValue) throws -> Void

  var variable: String { "SERVICEDESK_" + name.uppercased() }

  static let all: [ConfigKey] = [
    text("host", "address to listen on; beyond loopback only behind a TLS proxy") { $0.host = $1 },
    whole("port", "TCP port, 0 for a free one", 0...65_535) { $0.port = UInt16($1) },
    path("database", "the database file") { $0.database = $1 },
    path("socket", "Unix socket of the console; empty: beside the database") { $0.socket = $1 },
    path("delivery_socket", "Unix socket of `servicedesk deliver`, open to the desk's group; empty: beside the database") {
      $0.deliverySocket = $1
    },
    flag("behind_tls_proxy", "true: a TLS-terminating proxy stands in front, so other addresses than loopback are allowed") {
      $0.behindTLSProxy = $1
    },
    ConfigKey(name: "trusted_proxies", note: "IP addresses of proxies that may say X-Forwarded-For and alter ETags", read: readProxies),
    whole("cache_mib", "memory for the pages of a change in MiB", 1...65_536) { $0.cacheMiB = $1 },
    whole("map_mib", "how much of the database file is mapped into memory, in MiB; 0: it is read piece by piece", 0...67_108_864) {
      $0.mapMiB = $1
    },
    whole("workers", "threads for what takes long", 1...64) { $0.workers = Int($1) },
    whole("max_body_bytes", "longest body of a request", 1_024...1_073_741_824) { $0.maxBodyBytes = Int($1) },
    whole("max_import_bytes", "longest file sent to an import", 1_024...1_073_741_824) { $0.maxImportBytes = Int($1) },
    whole("max_mail_bytes", "longest mail, and longest message with files", 1_024...1_073_741_824) { $0.maxMailBytes = Int($1) },
    whole("max_file_bytes", "longest file that staff send", 1_024...1_073_741_824) { $0.maxFileBytes = Int($1) },
    flag("request_log", "one JSON line a request on standard output") { $0.requestLog = $1 },
    text("time_zone", "IANA name of the centre's time zone") { $0.timeZone = $1 },
    text("currency", "ISO 4217 code, three letters") { $0.currency = $1 },
    text("company", "the centre's name on documents") { $0.company = $1 },
    text("company_tax_id", "the centre's INN") { $0.companyTaxID = $1 },
    ConfigKey(
      name: "vat", note: "the centre's VAT, by date: [{\"from\": \"2026-01-01\", \"rate_bp\": 500}]; 0, 500, 700, without the law's",
      read: readVAT),
    ConfigKey(name: "hours", note: "working hours by weekday: {\"mon\": [\"09:00-13:00\", \"14:00-18:00\"]}", read: readHours),
    ConfigKey(name: "production_calendar", note: "file of holidays, moved working days and short days", read: readCalendar),
    whole("company_overrun_bp", "how far above the approved sum work for a company may go, and be billed, without asking", 0...10_000) {
      $0.companyOverrunBP = $1
    },
    whole("repair_warranty_months", "warranty on work and parts fitted", 0...120) { $0.repairWarrantyMonths = Int($1) },
    whole("repair_warranty_km", "the same in kilometres", 0...1_000_000) { $0.repairWarrantyKm = $1 },
    whole("estimate_valid_hours", "how long an offer stands", 1...8_760) { $0.estimateValidHours = Int($1) },
    whole("over_receipt_bp", "how much more than ordered may be received", 0...10_000) { $0.overReceiptBP = $1 },
    text("public_url", "what the links sent to clients begin with, and the server of /openapi.json; empty: where the desk listens") {
      $0.publicURL = $1
    },
    ConfigKey(
      name: "mail_out", note: "the mail server that takes mails, smtp://host:port, or the path of sendmail; empty: none are sent",
      read: readMailOut),
    ConfigKey(name: "mail_from", note: "the centre's own address for mails of no channel; empty: there are none", read: readMailFrom),
    whole("clock_grace_minutes", "a forgotten clock is closed so long after the shift's end", 0...1_440) { $0.clockGraceMinutes = Int($1) },
    whole("legal_years", "how long issued documents keep the buyer's name", 1...100) { $0.legalYears = Int($1) },
    path("replica_socket", "Litestream's control socket; it then also moves the logs into the files; empty: there is no replica") {
      $0.replicaSocket = $1
    },
    whole(
      "replica_wait_ms", "how long a change's answer waits for the replica before the desk goes on alone; 0: it does not wait", 0...60_000
    ) {
      $0.replicaWaitMilliseconds = $1
    },
    flag("replica_required", "true: changes are refused while the replica does not confirm") { $0.replicaRequired = $1 },
    flag("read_only", "true: serves only reads, from a file that another process writes, such as the follower of a replica") {
      $0.readOnly = $1
    },
    text("centre", "the centre's short name in a chain") { $0.centre = $1 },
    path("chain", "pattern of the centres' files, /srv/chain/*/desk.db: this desk is the head office; empty: it is none") { $0.chain = $1 },
  ]

  private static func text(_ name: String, _ note: String, _ set: @escaping @Sendable (inout Config, String) -> Void) -> ConfigKey {
    ConfigKey(name: name, note: note) { config, value in
      guard case .string(let text) = value else { throw Wrong(wanted: "text") }
      set(&config, text)
    }
  }

  /// A path, made absolute so that it does not depend on where the desk is started. An empty path stays empty.
  private static func path(_ name: String, _ note: String, _ set: @escaping @Sendable (inout Config, String) -> Void) -> ConfigKey {
    text(name, note) { config, path in set(&config, path.isEmpty ? path : config.place(path)) }
  }

  private static func flag(_ name: String, _ note: String, _ set: @escaping @Sendable (inout Config, Bool) -> Void) -> ConfigKey {
    ConfigKey(name: name, note: note) { config, value in
      guard case .bool(let flag) = value else { throw Wrong(wanted: "true or false") }
      set(&config, flag)
    }
  }

  private static func whole(
    _ name: String, _ note: String, _ range: ClosedRange<Int64>, _ set: @escaping @Sendable (inout Config, Int64) -> Void
  ) -> ConfigKey {
    ConfigKey(name: name, note: note) { config, value in
      guard case .number(let number) = value, let whole = number.int64, range.contains(whole) else {
        throw Wrong(wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      set(&config, whole)
    }
  }

  private static func readProxies(_ config: inout Config, _ value: JSONValue) throws {
    let wanted = "a list of IP addresses, each of one machine"
    guard case .array(let items) = value else { throw Wrong(wanted: wanted) }
    config.trustedProxies = try items.map { item in
      guard case .string(let text) = item else { throw Wrong(wanted: wanted) }
      guard let address = AddressBlock.spelled(text) else { throw Wrong(wanted: "\(wanted), not \"\(text.prefix(60))\"") }
      return address
    }
  }

  private static func readMailOut(_ config: inout Config, _ value: JSONValue) throws {
    guard case .string(let text) = value, let out = MailOut(text) else {
      throw Wrong(wanted: "smtp://host:port, the full path of sendmail, or nothing")
    }
    config.mailOut = out
  }

  private static func readMailFrom(_ config: inout Config, _ value: JSONValue) throws {
    guard case .string(let text) = value, text.isEmpty || (try? MailAddress(text)) != nil else { throw Wrong(wanted: "an e-mail address") }
    config.mailFrom = text
  }

  private static func readVAT(_ config: inout Config, _ value: JSONValue) throws {
    guard case .array(let items) = value else { throw Wrong(wanted: "a list") }
    config.registrations = try items.map { item in
      guard case .object(let entry) = item, case .string(let from)? = entry["from"], let day = CalendarDate.parse(from),
        Set(entry.members.map(\.key)).isSubset(of: ["from", "rate_bp", "pays_vat"]), let terms = terms(entry)
      else {
        throw Wrong(wanted: "entries such as {\"from\": \"2026-01-01\", \"rate_bp\": 500} with 0, 500 or 700, without for the law's rate")
      }
      return TaxRules.Registration(from: Day(rawValue: Int64(day)), paysVAT: terms.pays, rate: terms.rate)
    }
    let days = config.registrations.map(\.from)
    guard Set(days).count == days.count else { throw Wrong(wanted: "one entry a day") }
  }

  /// `pays_vat` says whether VAT is paid, `rate_bp` at which rate. If both are given they must agree.
  private static func terms(_ entry: JSONObject) -> (pays: Bool, rate: Share?)? {
    let said: Bool?
    switch entry["pays_vat"] {
    case nil: said = nil
    case .bool(let pays): said = pays
    default: return nil
    }
    guard let value = entry["rate_bp"] else { return (said ?? true, nil) }
    guard case .number(let number) = value, let rate = number.int64.map({ Share(bp: $0) }) else { return nil }
    guard rate != .none else { return said == true ? nil : (false, nil) }
    return TaxRules.Registration.special.contains(rate) && said != false ? (true, rate) : nil
  }

  private static func readHours(_ config: inout Config, _ value: JSONValue) throws {
    guard case .object(let days) = value else { throw Wrong(wanted: "an object of weekdays") }
    config.week = [:]
    for member in days.members {
      guard let weekday = Weekday(rawValue: member.key), case .array(let spans) = member.value else {
        throw Wrong(wanted: "weekdays mon … sun, each with a list of spans")
      }
      config.week[weekday] = try spans.map { span in
        guard case .string(let text) = span, let interval = WorkingHours.Interval(text: text) else {
          throw Wrong(wanted: "spans such as \"09:00-18:00\"")
        }
        return interval
      }
    }
  }

  /// Reads a production calendar: years, each with holidays (by date), working_days and short_days.
  private static func readCalendar(_ config: inout Config, _ value: JSONValue) throws {
    guard case .string(let path) = value else { throw Wrong(wanted: "a file's path") }
    let place = config.place(path)
    let bytes: [UInt8]
    do { bytes = try FileName.read(place) } catch { throw Wrong(wanted: "a production calendar: \(error)") }
    guard case .object(let root)? = try? JSONReader.parse(bytes), case .object(let years)? = root["years"] else {
      throw Wrong(wanted: "a production calendar: \(place) is none")
    }
    var production = ProductionDays()
    for year in years.members {
      guard case .object(let entry) = year.value else { continue }
      if case .object(let holidays)? = entry["holidays"] { production.holidays.formUnion(days(holidays.members.map(\.key))) }
      production.workingDays.formUnion(days(texts(entry["working_days"])))
      for day in days(texts(entry["short_days"])) { production.shortDays[day] = ProductionDays.shorter }
    }
    config.production = production
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    guard case .array(let items)? = value else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  private static func days(_ texts: [String]) -> [Day] {
    texts.compactMap { CalendarDate.parse($0).map { Day(rawValue: Int64($0)) } }
  }
}
