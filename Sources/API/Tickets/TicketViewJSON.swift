internal import Desk
package import Domain
internal import HTTP
internal import JSON

enum TicketViewJSON {
  static let view = Shape<TicketView>("TicketView", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("user_id") { $0.userID }
    s.text("name") { $0.name }
    s.text("query") { $0.query }
    s.text("path") { $0.query.isEmpty ? "/v1/tickets" : "/v1/tickets?\($0.query)" }
    s.flag("shared") { $0.isShared }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }
}

extension TicketView: Formed {
  package static func fields(_ form: inout Form<TicketView>) {
    form.required("name", .line, \.name)
    form.required(
      "query", .ticketQuery, \.query, "Filters and `sort` as in the address of `/v1/tickets`, without `?`, `limit`, `cursor` and `fields`")
    form.defaulted("shared", .flag, \.isShared, "true: everybody sees it")
  }
  package static let newExample: String? = #"{"name":"Очередь","query":"open=true&sort=queue","shared":true}"#
  package static let changeExample: String? = #"{"name":"Очередь команды"}"#
}

extension Kind where T == String {
  /// The query of a list of tickets. A fault of a parameter is told at its name below the field.
  fileprivate static var ticketQuery: Kind {
    Kind(.text(min: 0, max: 2_000, format: nil), placeholder: "") { input, pointer, faults in
      guard let query = Kind.text(0...2_000).read(input, pointer, &faults) else { return nil }
      do throws(BadQuery) {
        let items = try QueryText.items(query)
        do throws(Refusal) { _ = try Fields.read(TicketQuery.self, query: items) } catch {
          guard case .malformed(let reasons) = error else { return faults.add(.badQuery.at(pointer)) }
          faults += reasons.map { $0.at("\(pointer)/\(JSONPointer.escape($0.pointer ?? ""))") }
          return nil
        }
      } catch { return faults.add(.badQuery.at(pointer)) }
      return query
    }
  }
}
