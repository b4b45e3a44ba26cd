extension DeskRule {
  static let workOrders = """
    only_approved Nothing beyond what was approved is done or billed, but for a company's tolerance and a standing instruction's sum.
    """
}
