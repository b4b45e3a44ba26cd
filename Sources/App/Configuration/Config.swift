import API
import Desk
import Domain
import Foundation
import JSON
import SMTP

/// The configuration: `config/servicedesk.json` first, then `SERVICEDESK_…` variables over it. Read once at start;
/// every fault is named at once.
struct Config: Sendable {
  /// The folder that relative paths start from: the file's folder for paths in the file, the working directory for
  /// paths in variables.
  var folder = FileName.workingDirectory
  var host = "127.0.0.1"
  var port: UInt16 = 8080
  var database = FileName.absolute("var/desk.db", in: FileName.workingDirectory)
  var socket = ""
  var deliverySocket = ""
  var behindTLSProxy = false
  var trustedProxies: [String] = ["127.0.0.1", "::1"]
  var cacheMiB: Int64 = 4
  var mapMiB: Int64 = 1_048_576
  var workers = 2
  var maxBodyBytes = 1_048_576
  var maxImportBytes = 33_554_432
  var maxMailBytes = 52_428_800
  var maxFileBytes = 52_428_800
  var requestLog = true
  var timeZone = "Europe/Moscow"
  var currency = "RUB"
  var company = "Автоцентр"
  var companyTaxID = ""
  var registrations: [TaxRules.Registration] = []
  var week: WorkingHours.Week = [:]
  var production: ProductionDays?
  var companyOverrunBP: Int64 = 1_000
  var repairWarrantyMonths = 6
  var repairWarrantyKm: Int64 = 10_000
  var estimateValidHours = 72
  var overReceiptBP: Int64 = 0
  /// Empty: the address that the desk listens on.
  var publicURL = ""
  var mailOut = MailOut.smtp(.init(host: "127.0.0.1", port: 25))
  var mailFrom = ""
  var clockGraceMinutes = 0
  var legalYears = 5
  /// Empty: there is no replica.
  var replicaSocket = ""
  /// 0: answers do not wait for the replica.
  var replicaWaitMilliseconds: Int64 = 0
  var replicaRequired = false
  var readOnly = false
  var centre = ""
  /// Empty: the desk is no head office.
  var chain = ""

  var deliverySocketPath: String { FileName.short(deliverySocket.isEmpty ? database + ".deliver.sock" : deliverySocket) }
  var socketPath: String { FileName.short(socket.isEmpty ? database + ".sock" : socket) }

  /// The full path of a path in the configuration.
  func place(_ path: String) -> String { FileName.absolute(path, in: folder) }

  /// True if Litestream moves the log into the file.
  var hasReplica: Bool { !replicaSocket.isEmpty }

  var bodyLimits: BodyLimits { BodyLimits(usual: maxBodyBytes, imports: maxImportBytes, mail: maxMailBytes, file: maxFileBytes) }

  struct Faulty: Error, CustomStringConvertible {
    let faults: [String]
    var description: String { faults.map { "configuration: \($0)" }.joined(separator: "\n") }
  }

  func settings() throws -> Settings {
    return Settings(
      hours: try CentreHours(zone: Zone.named(timeZone), week: week, production: production),
      currency: currency, company: company, companyTaxID: companyTaxID.isEmpty ? nil : companyTaxID,
      centre: centre, tax: registrations.isEmpty ? TaxRules() : TaxRules(registrations: registrations),
      companyOverrun: Share(bp: companyOverrunBP), repairWarrantyMonths: repairWarrantyMonths, repairWarrantyKm: repairWarrantyKm,
      estimateValidHours: estimateValidHours, overReceipt: Share(bp: overReceiptBP),
      publicURL: publicURL.isEmpty ? "http://\(host):\(port)" : publicURL,
      clockGraceMinutes: clockGraceMinutes, legalYears: legalYears, sendsMail: mailOut != .none,
      mailFrom: mailFrom.isEmpty ? nil : try? MailAddress(mailFrom, name: company), reachesHTTPS: { WebhookCurl.program != nil })
  }
}
