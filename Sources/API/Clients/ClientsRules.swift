extension DeskRule {
  static let clients = """
    merged_card A merged card's id answers with the card it was merged into. To change a merged card is refused, naming that card.
    """
}
