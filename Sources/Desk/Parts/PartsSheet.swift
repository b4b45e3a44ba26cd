internal import Domain

extension RoomSheet {
  static let parts = RoomSheet(
    personal: [.emptied("stock_moves", "reason", of: .lines)],
    kept: [
      "about goods": [
        "parts.article", "parts.article_key", "parts.maker", "parts.maker_key", "parts.name", "parts.name_key", "parts.search_text",
        "parts.source", "part_numbers.number", "part_numbers.number_key", "locations.name", "stock_moves.document",
      ]
    ],
    things: [.part: .nobodys],
    check: { try StockCheck($0).faults() })
}
