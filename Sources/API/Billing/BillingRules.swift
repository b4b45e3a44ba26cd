extension DeskRule {
  static let billing = """
    pays_first Payers of role client and other pay before the car leaves, or have terms of credit; insurer, manufacturer and company owe by their role, but for a card that is the order's own client or a person's.
    credit_limit A limit of credit holds for all that the payer owes, this document included, less what was paid ahead for the order or for none; exactly the limit is not above it.
    paid_credit To credit a document that is paid, in whole or in part, or whose order is delivered or called off, is a manager's.
    unbilled What was done or fitted and stands on no document although the car has left, delivered or called off, is listed (work orders, unbilled=true) until it is billed.
    line_adds_up A document tells of each line the full price, the payer's share, what a coverage's deductible and cap take off or (the client's) add, and what is billed: share, deductible and cap add up to it.
    billed_once What a standing document bears of a line beyond what its payer owes for it is not billed to anybody else until that document is credited.
    refund_way Money goes back by the way it came; by another way a manager gives it back.
    refund_debt Money paid ahead that a debt for cars that have left rests on, billed or not, goes back, or to the bill of a car that is still here, by a manager only.
    turnover Who reads the payments and documents reads their sums.
    oldest_first Money without an order is laid on the payer's oldest open invoices when it comes; the rest is an advance, and with an empty allocate all of it. Money for an order is laid on that order's only, when it comes or when the order is billed. What a credit note has set free is laid on the order's next invoice of the same payer.
    advance_vat The VAT of an advance follows what it is paid for: of an order with several rates each by its share, none of what is exempt. Without an order, or before the order has a line that the payer pays, it is the standard rate's. Of several rates the highest is told.
    vat_rate The category standard is the centre's own rate: the law's of the day, or as a whole 5 or 7 % or none, as its configuration says by date (Russian Tax Code, art. 164 para 8). reduced_5 and reduced_7 are these rates of single lines.
    vat_day The day the work is completed decides the VAT rate, in the centre's zone. An advance takes the rates of its receipt, a credit note those of its invoice.
    """
}
