extension Precondition {
  static let billing = """
    POST /v1/work-orders/{id}/invoices The work is complete (ready, or cancelled with parts fitted), the payer owes something of it, and no document of this order stands for that payer.
    POST /v1/documents/{id}/credit The document is no credit note and has not been credited; if it is paid, or its car has left, it is a manager's.
    POST /v1/payments The payer's card is not merged into another; of an order, the payer pays for something in it.
    POST /v1/payments/{id}/allocate Something of the payment is left, and the document is an open invoice of the same payer.
    POST /v1/payments/{id}/refund So much of the payment is free; against a debt for cars that have left, or by another way than it came, it is a manager's.
    """
}
