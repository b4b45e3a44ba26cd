extension ErrorCode {
  static let billing = """
    above_left 409 ~ Less of the payment is left than is to be laid.
    above_open 409 ~ Less of the document is open than is to be laid.
    allocation_leaves_debt 409 ~ The payer owes for cars that have left, and what was paid ahead stands against it: a manager lays it elsewhere.
    already_credited 409 … has been credited.
    amount_not_positive 422 The amount must be above zero.
    credit_of_credit 409 … is a credit note itself.
    document_stands 409 ~ The payer has a document of this order; credit it first.
    line_above_approved 409 ~ More is to be billed of a line than was approved.
    no_such_document 422 There is no such document.
    not_a_party 409 The client pays nothing of this order.
    not_payable 409 … is not an invoice and is not paid.
    not_ready_to_bill 409 Work order … is …: documents are issued when the work is complete.
    nothing_to_allocate 409 ~ Nothing of the payment is left, or no invoice is open that it would be laid on.
    nothing_to_bill 409 ~ Work order … has nothing to bill, or nothing to the payer who was named.
    payer_differs 409 ~ The payment came from another party than the document is billed to.
    pays_document 409 ~ A part of it pays another document; credit that first.
    refund_above_left 409 ~ Less of the payment is left than is to go back.
    refund_leaves_debt 409 ~ The payer owes for cars that have left, and what was paid ahead stands against it: a manager gives it back.
    refund_not_allocated 409 … is a refund: it pays nothing.
    refund_of_refund 409 … is a refund itself.
    refund_reason_missing 422 A refund needs a reason.
    """
}
