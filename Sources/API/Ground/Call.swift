package import Desk
package import Domain
package import HTTP
internal import JSON

/// A request as its handler sees it.
package final class Call {
  package let request: Request
  package let context: Context
  let route: Route
  let onDesk: OnDesk
  /// For a worker: the idempotency key of this request, stored together with its write.
  let retry: Retry?
  /// The fields that the caller wants in the response.
  private(set) var selection = Selection.everything
  /// The query's parameters, once they were read.
  private var known: [(name: String, value: String)]?

  init(_ request: Request, _ context: Context, _ route: Route, onDesk: OnDesk, retry: Retry? = nil) {
    self.retry = retry
    self.request = request
    self.context = context
    self.route = route
    self.onDesk = onDesk
  }

  private(set) lazy var language: Language = request.language
  package var actor: Actor { context.actor }

  /// The id in the path. A segment that is no id gives 404.
  package func id(_ index: Int = 0) throws(Refusal) -> Int64 {
    guard let id = request.integer(index), id > 0 else { throw .notFound(.address) }
    return id
  }

  package func text(_ index: Int = 0) -> String { request.parameter(index) }

  package func body<B: Declared>(_ type: B.Type) throws(Refusal) -> B {
    let value: JSONValue
    do throws(JSONFault) { value = try readJSON() } catch { throw .malformed([.unreadableJSON(error)]) }
    guard case .object(let object) = value else { throw .invalid(.wrongType("object", at: "")) }
    var faults: [Reason] = []
    guard let body = Fields.read(type, from: object, at: "", &faults) else { throw .invalid(faults) }
    return body
  }

  /// Reads the body. An empty or blank body and `null` count as an empty object, because generated clients send any of
  /// them when there is nothing to send.
  private func readJSON() throws(JSONFault) -> JSONValue {
    if request.withBody({ $0.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }) { return Self.nothing }
    let value = try request.parseBody()
    if case .null = value { return Self.nothing }
    return value
  }

  private static let nothing = JSONValue.object(JSONObject(members: []))

  func query<Q: Declared>(_ type: Q.Type) throws(Refusal) -> Q { try Fields.read(type, query: parameters()) }

  /// Reads the query. `unasked` is the result for a request without a query, as most are.
  func query<Q: Declared>(_ type: Q.Type, unasked: Q?) throws(Refusal) -> Q {
    if let unasked, !request.hasQuery { return unasked }
    return try query(type)
  }

  /// Reads the `fields` parameter before the work is done.
  func look(_ fields: String?, _ names: Selection.Names) throws(Refusal) {
    if let fields { selection = try names.selection(fields) }
  }

  /// Writes the changes of this call from a worker, even after the call was answered.
  var writer: DeskWriter { DeskWriter(onDesk: onDesk, actor: context.actor, name: request.name, retry: retry) }

  func write<T: Sendable>(
    isLast: @escaping @Sendable (T) -> Bool = { _ in true }, _ body: @escaping @Sendable (Context) throws -> T
  ) throws -> T {
    try writer.write(isLast: isLast, body)
  }

  /// The file of contents, for a worker that keeps something in it.
  var contents: Contents {
    get throws(Refusal) {
      guard let contents = onDesk.contents else { throw .unavailable(onDesk.readContent == nil ? .noContents : .readOnly) }
      return contents
    }
  }

  /// Bytes of a content, for a worker; nil if it is not there.
  func content(_ range: Range<Int64>, of sha256: [UInt8]) throws -> [UInt8]? {
    guard let read = onDesk.readContent else { throw Refusal.unavailable(.noContents) }
    return try read(range, sha256)
  }

  // MARK: Responses

  func answer<T: ~Copyable>(_ value: borrowing T, _ shape: Shape<T>, status: Int = 200) throws -> Response {
    let version = shape.version.flatMap { $0(value) }
    if let version, request.method == .get || request.method == .head, EntityTag.isFresh(request, version) {
      return Response(status: 304, headers: EntityTag.fields(version))
    }
    var pen = Pen(for: self, reserving: 2_048)
    shape.write(value, &pen, selection)
    var response = Response(status: status, contentType: "application/json", body: try pen.finish())
    if let version { response.headers = EntityTag.fields(version) }
    return response
  }

  func answer<T>(_ page: Page<T>, _ shape: Shape<T>) throws -> Response {
    try answer(pageOf: page.items.count) { pen in
      shape.write(page.items, &pen, selection)
      return page.next
    }
  }

  /// A page whose entries `write` writes as one array.
  func answer(pageOf entries: Int, _ write: (inout Pen) throws -> Cursor?) throws -> Response {
    var pen = Pen(for: self, reserving: 512 + 384 * entries)
    pen.json.beginObject()
    pen.json.key("items")
    let next = try write(&pen).map { CursorText.encode($0, list: list) }
    pen.json.field("next_cursor", next)
    pen.json.endObject()
    var response = Response(status: 200, contentType: "application/json", body: try pen.finish())
    if let next { response.headers.append(link(to: next)) }
    return response
  }

  func link(to next: String) -> (name: StaticString, value: String) { ("Link", "<\(nextPath(next))>; rel=\"next\"") }
  func link(to next: Cursor) -> (name: StaticString, value: String) { link(to: CursorText.encode(next, list: list)) }

  func pageRequest(_ limit: Int64, _ cursor: String?) throws(Refusal) -> PageRequest {
    guard let cursor else { return PageRequest(limit: Int(limit)) }
    guard let after = CursorText.decode(cursor, list: list) else { throw .malformed([.badCursor]) }
    return PageRequest(limit: Int(limit), after: after)
  }

  /// The query's parameters; refused if they cannot be decoded.
  private func parameters() throws(Refusal) -> [(name: String, value: String)] {
    if let known { return known }
    let read = try request.parameters()
    known = read
    return read
  }

  /// A fingerprint of the path and the filters, in any order, that a cursor belongs to. A cursor of another list is refused.
  private var list: UInt64 {
    var sum = request.path.fingerprint
    for item in known ?? [] where !["cursor", "limit", "fields"].contains(item.name) { sum &+= "\(item.name)=\(item.value)".fingerprint }
    return sum
  }

  private func nextPath(_ cursor: String) -> String {
    var path = request.path + "?"
    for item in known ?? [] where item.name != "cursor" { path += "\(item.name)=\(item.value.percentEncoded)&" }
    return path + "cursor=" + cursor
  }
}

extension Request {
  /// The query's parameters; one that cannot be decoded is refused.
  func parameters() throws(Refusal) -> [(name: String, value: String)] {
    guard hasQuery else { return [] }
    do throws(BadQuery) { return try queryItems() } catch {
      throw .malformed([.badQuery.at(error.name)])
    }
  }

  /// Limits of members in one object and of values in a body. The longest useful body has some 2,000 values.
  private static let mostMembers = 1_000
  private static let mostValues = 20_000

  func parseBody() throws(JSONFault) -> JSONValue {
    let parsed: Result<JSONValue, JSONFault> = withBody { bytes in
      do throws(JSONFault) {
        return .success(try JSONReader.parse(bytes, members: Self.mostMembers, values: Self.mostValues))
      } catch { return .failure(error) }
    }
    return try parsed.get()
  }

  /// The caller's preferred language of those spoken here (RFC 9110, 12.5.4); English by default.
  var language: Language {
    guard let header = header("accept-language") else { return .en }
    var best: (language: Language, quality: Double)?
    for range in header.split(separator: ",") {
      let parts = range.split(separator: ";")
      let tag = (parts.first.map(String.init) ?? "").trimmed.lowercased()
      let quality =
        parts.dropFirst().compactMap { part -> Double? in
          let text = String(part).trimmed.lowercased()
          return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
        }.first ?? 1
      guard let language = Language(rawValue: String(tag.prefix(2))), quality > best?.quality ?? 0 else { continue }
      best = (language, quality)
    }
    return best?.language ?? .en
  }
}

extension String {
  /// Percent-encodes every byte except RFC 3986's unreserved characters.
  var percentEncoded: String {
    if utf8.allSatisfy(Self.isUnreserved) { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count * 3)
    for byte in utf8 {
      if Self.isUnreserved(byte) { bytes.append(byte) } else { bytes += [37, Self.digit(byte >> 4), Self.digit(byte & 15)] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? 48 : 55) }
}

extension Reason {
  static let badQuery = Reason("bad_query", en: "The query cannot be decoded.", ru: "Параметры запроса не читаются.")
  static let noContents = Reason(
    "files_unavailable", en: "Files cannot be kept or read here at the moment.", ru: "Сейчас здесь нельзя сохранять и читать файлы.")
  static let badCursor = Reason(
    "bad_cursor", en: "The cursor is not one of this list with these filters.", ru: "Курсор не относится к этому списку с этими фильтрами.",
    at: "cursor")
}
