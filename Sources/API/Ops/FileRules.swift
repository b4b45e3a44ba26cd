extension DeskRule {
  static let file = """
    answered An answered change is on disk.
    """
}
