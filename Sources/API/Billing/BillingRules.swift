extension DeskRule {
  static let billing = """
    pays_first Payers with role client or other pay before the car leaves, unless they have credit terms. Insurer, manufacturer and company may owe because of their role, except if the card is the order's own client or a private person.
    credit_limit A credit limit covers everything that the payer owes, including this document, less advances for this order or without an order. A debt of exactly the limit is allowed.
    paid_credit To credit a document that is paid, in whole or in part, or whose order is delivered or called off, is a manager's.
    unbilled Work or parts of an order whose car has left (delivered or cancelled) that are on no document are listed (work orders, unbilled=true) until they are billed.
    line_adds_up A document shows for each line the full price, the payer's share, the amounts that deductible and cap subtract (or, for the client, add), and the billed amount. Share, deductible and cap add up to the billed amount.
    billed_once If a standing document bills more of a line than its payer owes for it now, the surplus is not billed to anybody else until that document is credited.
    refund_way Money is refunded by the way it was paid. Another way needs a manager.
    refund_debt If a payer owes for cars that have left, billed or not, advances that cover this debt need a manager to be refunded or allocated to a car that is still here.
    turnover Turnover needs the right to read payments and documents.
    oldest_first A payment without an order is allocated to the payer's oldest open invoices; the rest is an advance (with an empty `allocate`, all of it). A payment for an order is allocated only to documents of that order. Money freed by a credit note is allocated to the order's next invoice for the same payer.
    advance_vat An advance has the VAT of what it pays for: in an order with several rates each rate by its share, nothing for exempt lines. Without an order, or before the payer has a line in it, the standard rate applies. If there are several rates, the highest is shown.
    vat_rate The category standard is the centre's own rate: the law's of the day, or as a whole 5 or 7 % or none, as its configuration says by date (Russian Tax Code, art. 164 para 8). reduced_5 and reduced_7 are these rates of single lines.
    vat_day The day the work is completed decides the VAT rate, in the centre's zone. An advance takes the rates of its receipt, a credit note those of its invoice.
    """
}
