extension DeskRule {
  static let parts = """
    available What is available of a part is what lies in the store less what is reserved. Neither is ever negative.
    """
}
