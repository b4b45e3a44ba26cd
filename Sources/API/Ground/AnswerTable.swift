internal import CSV
internal import Desk
internal import Domain
internal import HTTP
internal import JSON

/// A list or report as a CSV table: one row per entry, one column per field, with names and values as in JSON. A
/// nested field is `client.name`. Several texts of a field share a cell; values without fixed fields are written as
/// JSON. Lists of objects within an entry are left out.
struct AnswerTable {
  private struct Column {
    let path: [String]
    let isDecimal: Bool
  }
  private let columns: [Column]
  private var writer = CSVWriter(separator: ";")
  private(set) var rows = 0
  /// Most rows of one table. A larger table is refused, because a cut-off one would look complete.
  static let most = 10_000

  init(_ entry: Schema, _ selection: Selection, sight: Sight) {
    columns = Self.columns(of: entry, [], selection, sight)
    writer.row(columns.map { $0.path.joined(separator: ".") })
  }

  private static func columns(of schema: Schema, _ path: [String], _ selection: Selection, _ sight: Sight) -> [Column] {
    switch schema {
    case .nullable(let inner): return columns(of: inner, path, selection, sight)
    case .object(let object):
      return object.properties.enumerated().flatMap { index, property -> [Column] in
        let isSeen = property.sight.map { sight.isSuperset(of: $0) } ?? true
        guard isSeen, selection.takes(index) else { return [] }
        return columns(of: property.schema, path + [property.name], selection.isEverything ? selection : selection.within(index), sight)
      }
    case .list(.object, _, _), .list(.nullable(.object), _, _): return []
    case .decimal, .number: return [Column(path: path, isDecimal: true)]
    default: return [Column(path: path, isDecimal: false)]
    }
  }

  mutating func add(_ entry: JSONValue) {
    rows += 1
    writer.row(columns.map { Self.cell(entry, $0) })
  }

  /// The table in UTF-8, with the byte order mark by which spreadsheets recognize it.
  func bytes() -> [UInt8] { writer.finish() ?? [] }

  private static func cell(_ entry: JSONValue, _ column: Column) -> String {
    var value = entry
    for name in column.path {
      guard case .object(let object) = value, let inner = object[name] else { return "" }
      value = inner
    }
    // A Russian spreadsheet would read 1.5 as the first of May.
    return column.isDecimal ? text(value).replacing(".", with: ",") : text(value)
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: return ""
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let number): return number.text
    case .string(let text): return text
    case .array(let items): return items.map(text).joined(separator: ", ")
    case .object:
      var json = JSONWriter()
      json.value(value)
      return String(decoding: json.finish(), as: UTF8.self)
    }
  }
}

extension Call {
  /// True if the client asked for a table and the route has one.
  var wantsTable: Bool { route.isTable && request.acceptsCSV }

  /// The whole list as a table or, with a `limit`, one page of it.
  func table(
    _ entry: Schema, limit: Int64?, cursor: String?, page: (PageRequest, inout Pen) throws -> Cursor?
  ) throws -> Response {
    var table = AnswerTable(entry, selection, sight: actor.sight)
    var request = try pageRequest(limit ?? 200, cursor)
    while true {
      var pen = Pen(for: self, reserving: 512 + 384 * request.limit)
      let next = try page(request, &pen)
      guard case .array(let entries) = try JSONReader.parse(pen.finish()) else { break }
      for entry in entries { table.add(entry) }
      guard let next else { break }
      if limit != nil { return answer(table, next: next) }
      if table.rows >= AnswerTable.most { throw Refusal.malformed([.tableTooLong]) }
      request = PageRequest(limit: request.limit, after: next)
    }
    return answer(table, next: nil)
  }

  /// The rows of a report, which has one list of objects.
  func table(_ report: Schema, _ response: Response) throws -> Response {
    guard response.status == 200, case .object(let object) = report else { return response }
    let body = try JSONReader.parse(response.body)
    for (index, property) in object.properties.enumerated() {
      guard case .list(let entry, _, _) = property.schema, case .object = entry else { continue }
      var table = AnswerTable(entry, selection.isEverything ? selection : selection.within(index), sight: actor.sight)
      if case .object(let members) = body, case .array(let entries)? = members[property.name] {
        for entry in entries { table.add(entry) }
      }
      return answer(table, next: nil)
    }
    return response
  }

  private func answer(_ table: AnswerTable, next: Cursor?) -> Response {
    let name = request.path.split(separator: "/").dropFirst().joined(separator: "-")
    var response = Response(status: 200, contentType: "text/csv; charset=utf-8; header=present", body: table.bytes())
    response.headers = [("Content-Disposition", "attachment; filename=\"\(name).csv\""), ("Vary", "Accept")]
    if let next { response.headers.append(link(to: next)) }
    return response
  }
}

extension Request {
  /// True if the client prefers a table.
  var acceptsCSV: Bool { withHeader("accept") { $0?.contains("csv") ?? false } && prefersMedium("text/csv") }

  /// True if the client prefers this medium to JSON (RFC 9110, 12.5.1): it names the medium, and names JSON neither earlier with the same
  /// quality nor with a higher one.
  func prefersMedium(_ medium: String) -> Bool {
    guard let header = header("accept") else { return false }
    let ranges = header.split(separator: ",").map { range -> (media: String, quality: Double) in
      let parts = range.split(separator: ";").map { String($0).trimmed.lowercased() }
      return (parts.first ?? "", parts.dropFirst().compactMap { $0.hasPrefix("q=") ? Double($0.dropFirst(2)) : nil }.first ?? 1)
    }
    guard let table = ranges.firstIndex(where: { $0.media == medium && $0.quality > 0 }) else { return false }
    return ranges.enumerated().allSatisfy { index, range in
      switch range.media {
      case "application/json": range.quality < ranges[table].quality || range.quality == ranges[table].quality && index > table
      case "application/*", "*/*": range.quality <= ranges[table].quality
      default: true
      }
    }
  }
}

extension Reason {
  static let tableTooLong = Reason(
    "table_too_long",
    en: "The list has more than \(AnswerTable.most) rows: narrow it down, or take it page by page with limit and the Link header.",
    ru: "В списке больше \(AnswerTable.most) строк: сузьте отбор или читайте постранично — limit и заголовок Link.", at: "limit")
}
