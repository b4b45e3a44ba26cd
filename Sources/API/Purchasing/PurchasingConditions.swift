extension Precondition {
  static let purchasing = """
    POST /v1/suppliers No supplier has the name.
    PATCH /v1/suppliers/{id} No other supplier has the name.
    POST /v1/purchase-orders The supplier and the parts are there, and the parts are still sold.
    PATCH /v1/purchase-orders/{id} It is a draft; of one under way only the expected date and the note change.
    POST /v1/purchase-orders/from-shortages Something is short and not on order; what has no supplier is skipped and named.
    POST /v1/purchase-orders/{id}/send It is a draft with lines.
    POST /v1/purchase-orders/{id}/receive It has been sent and not all of it has come; no more comes than was ordered and the centre allows beyond.
    POST /v1/purchase-orders/{id}/cancel It is a draft or has been sent, and not all of it has come.
    """
}
