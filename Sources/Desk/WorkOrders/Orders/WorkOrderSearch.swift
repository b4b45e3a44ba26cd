internal import Domain
internal import SQLite

/// Search for orders by number or its digits, by client or by plate. Each has its own index (names use the clients'
/// search text); an order found by any of them matches.
struct WorkOrderSearch {
  private static let mostYears: Int64 = 10
  private let numbers: [String]
  private let plate: String?
  private let client: ClientSearch?

  init(_ text: String, year: Int64, byContacts: Bool) {
    let terms = SearchTerms(text)
    plate = terms.plate
    let typed = TypedNumber(text)
    let digits = SearchText.digits(text)
    switch typed {
    case let typed? where typed.kind == .workOrder || typed.kind == nil && typed.year != nil:
      numbers = Self.numbers(typed.sequence, in: typed.year, to: year)
    case let typed? where typed.kind == nil && digits.utf8.count <= 7:
      numbers = Self.numbers(typed.sequence, in: nil, to: year)
    default:
      // `28-57` may be part of a phone number, but it may be an order's number as well as `2857`.
      let sequence = digits.utf8.count <= 7 && Phone.isWritten(as: text) ? Int64(digits) : nil
      numbers = sequence.map { Self.numbers($0, in: nil, to: year) } ?? []
    }
    // Digits alone are an order's number. They are not searched among clients, because too many have them in their phones.
    let isNumber = typed.map { $0.kind == .workOrder || $0.kind == nil && $0.year == nil && digits.utf8.count <= 7 } ?? false
    client = isNumber ? nil : ClientSearch(terms, byContacts: byContacts)
  }

  /// Full numbers of a sequence. Without a year: those of this year and of the nine before.
  private static func numbers(_ sequence: Int64, in year: Int64?, to last: Int64) -> [String] {
    let years = year.map { [$0] } ?? (0..<mostYears).map { last - $0 }
    return years.map { DocumentNumber(.workOrder, year: $0, sequence: sequence).text }
  }

  func add(to select: inout Select) {
    select.add("AND w.id IN (SELECT id FROM work_orders WHERE FALSE")
    for number in numbers { select.add("UNION ALL SELECT id FROM work_orders WHERE number = ?", number) }
    if let plate {
      select.add(
        """
        UNION ALL SELECT o.id FROM vehicles p JOIN work_orders o ON o.vehicle_id = p.id WHERE p.plate_key >= ? AND p.plate_key < ?
        """, plate, plate.prefixEnd)
    }
    if let client {
      select.add("UNION ALL SELECT o.id FROM clients CROSS JOIN work_orders o ON o.client_id = clients.id WHERE")
      client.add(to: &select)
    }
    select.add(")")
  }
}
