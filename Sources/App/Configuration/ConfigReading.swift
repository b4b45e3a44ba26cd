import Domain
import Foundation
import HTTP
import JSON

extension Config {
  /// Reads the file and the environment, and checks the result. The file may be missing unless it was named.
  static func read(file: String?, environment: [String: String]) throws -> Config {
    var config = Config()
    var faults: [String] = []
    let path = config.place(file ?? environment["SERVICEDESK_CONFIG"] ?? "config/servicedesk.json")
    let named = file != nil || environment["SERVICEDESK_CONFIG"] != nil
    do {
      let bytes = try FileName.read(path)
      config.folder = FileName.folder(of: path)
      config.take(bytes, path, environment, &faults)
      config.folder = FileName.workingDirectory
    } catch {
      if named || !error.isMissing { faults.append("\(error)") }
    }
    config.take(environment, &faults)
    if config.week.isEmpty { config.week = usualWeek }
    config.check(&faults)
    guard faults.isEmpty else { throw Faulty(faults: faults) }
    config.database = FileName.resolved(config.database)
    return config
  }

  private static var usualWeek: WorkingHours.Week {
    let hours: [WorkingHours.Interval] = [.init(9 * 60, 13 * 60), .init(14 * 60, 18 * 60)]
    return Dictionary(uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { ($0, hours) })
  }

  private mutating func take(
    _ bytes: [UInt8], _ path: String, _ environment: [String: String], _ faults: inout [String]
  ) {
    do throws(JSONFault) {
      guard case .object(let object) = try JSONReader.parse(bytes) else {
        faults.append("\(path) is not a JSON object")
        return
      }
      for member in object.members {
        guard let key = ConfigKey.all.first(where: { $0.name == member.key }) else {
          faults.append("\(path): there is no key \(member.key)")
          continue
        }
        set(key, member.value, "\(path): \(key.name)", &faults)
        if key.name == "database", environment["SERVICEDESK_DATABASE"] == nil, case .string(let text) = member.value {
          refuseMoved(text, path, &faults)
        }
      }
    } catch { faults.append("\(path): \(error.message)") }
  }

  /// Refuses a database path that would now mean another file. Paths used to start at the working directory; a
  /// database that lies there must not be replaced by a new, empty one.
  private func refuseMoved(_ text: String, _ path: String, _ faults: inout [String]) {
    let before = FileName.absolute(text, in: FileName.workingDirectory)
    guard before != database, !FileName.exists(database), FileName.exists(before) else { return }
    faults.append("\(path): database: paths begin at the folder of the configuration, so this is \(database); what is there is \(before)")
  }

  /// A variable's value is read as JSON if it is JSON, else as plain text.
  private mutating func take(_ environment: [String: String], _ faults: inout [String]) {
    for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("SERVICEDESK_") && name != "SERVICEDESK_CONFIG" {
      guard let key = ConfigKey.all.first(where: { $0.variable == name }) else {
        faults.append("there is no variable \(name)")
        continue
      }
      let value = (try? JSONReader.parse(text)) ?? .string(text)
      var tried = self
      if (try? key.read(&tried, value)) != nil {
        self = tried
      } else {
        // Report a list or an object by its own fault, anything else as text.
        let isText = if case .array = value { false } else if case .object = value { false } else { true }
        set(key, isText ? .string(text) : value, name, &faults)
      }
    }
  }

  private mutating func set(_ key: ConfigKey, _ value: JSONValue, _ place: String, _ faults: inout [String]) {
    do { try key.read(&self, value) } catch let wrong as ConfigKey.Wrong { faults.append("\(place): expected \(wrong.wanted)") } catch {
      faults.append("\(place): \(error)")
    }
  }

  private func check(_ faults: inout [String]) {
    if !isLoopback && !behindTLSProxy {
      faults.append("host \(host): listening beyond loopback needs behind_tls_proxy = true and a proxy that terminates TLS")
    }
    if !host.isEmpty, AddressBlock.spelled(host) == nil { faults.append("host \(host): expected an IP address, such as 127.0.0.1") }
    if currency.utf8.count != 3 || !currency.utf8.allSatisfy({ (65...90).contains($0) }) {
      faults.append("currency: expected three capital letters of ISO 4217")
    }
    if replicaWaitMilliseconds > 0, replicaSocket.isEmpty { faults.append("replica_wait_ms: waiting needs replica_socket") }
    if readOnly, !replicaSocket.isEmpty || !chain.isEmpty {
      faults.append("read_only: a desk that only reads has no replica_socket and no chain")
    }
    if replicaRequired, replicaWaitMilliseconds == 0 { faults.append("replica_required: a replica that is required needs replica_wait_ms") }
    if !publicURL.isEmpty && !publicURL.hasPrefix("http://") && !publicURL.hasPrefix("https://") {
      faults.append("public_url: expected http:// or https://")
    }
    do { _ = try settings() } catch let reason as Reason { faults.append("time_zone: \(reason.en)") } catch let Refusal.invalid(reasons) {
      faults += reasons.map { "hours: \($0.en)" }
    } catch { faults.append("\(error)") }
  }

  private var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") || host.isEmpty }
}
