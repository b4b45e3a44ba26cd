extension DeskRule {
  static let vehicles = """
    coverage_edge A coverage's last day and last kilometre are inclusive; whichever comes first ends it.
    """
}
