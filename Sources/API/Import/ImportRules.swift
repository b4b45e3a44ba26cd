extension DeskRule {
  static let imports = """
    known_row A row that is the same as last time changes nothing.
    """
}
