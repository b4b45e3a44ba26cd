internal import Domain
internal import SQLite

/// What someone types to find an order: its number or the digits of it, who brought it, the plate. Each is found by its own index
/// (names by the clients' search text), and the orders of all of them are the answer.
struct WorkOrderSearch {
  private let numbers: [String]
  private let plate: String?
  private let words: [String]

  init(_ text: String, year: Int64) {
    let terms = SearchTerms(text)
    let folded = SearchText.fold(text)
    plate = terms.plate
    if let sequence = Int64(folded), folded.utf8.count <= 7 {
      // The digits alone: of this year and of the nine before.
      numbers = (0..<10).map { DocumentNumber(.workOrder, year: year - $0, sequence: sequence).text }
      words = []
    } else {
      let prefix = DocumentNumber.Kind.workOrder.prefix
      numbers = folded.hasPrefix(prefix.lowercased()) ? [folded.uppercased()] : []
      words = numbers.isEmpty ? terms.patterns : []
    }
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
    if !words.isEmpty {
      select.add("UNION ALL SELECT o.id FROM clients k JOIN work_orders o ON o.client_id = k.id WHERE TRUE")
      for pattern in words { select.add("AND k.search_text LIKE ? ESCAPE '\\'", pattern) }
    }
    select.add(")")
  }
}
