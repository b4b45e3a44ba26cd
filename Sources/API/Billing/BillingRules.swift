extension DeskRule {
  static let billing = """
    vat_day The day the work is completed decides the VAT rate, in the centre's zone. An advance takes the rate of its receipt, a credit note that of its invoice.
    """
}
