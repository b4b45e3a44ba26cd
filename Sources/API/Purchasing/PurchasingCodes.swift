extension ErrorCode {
  static let purchasing = """
    expected_in_past 422 The expected date, …, has passed already.
    expected_on_day_off 200 The centre does not work on …: what comes then is taken in on the next day it does.
    no_such_purchase_line 422 The purchase order has no such line.
    over_receipt 422 ~ More came than was ordered and may be received.
    purchase_order_status 409 ~ The state of the purchase order does not allow it.
    purchase_order_without_lines 409 Purchase order … has no lines.
    receipt_empty 422 A receipt line needs a good or a damaged quantity, neither below zero.
    repeated_part 422 The part is on the list already; one line a part.
    store_needed 422 Good parts go to a store, and this is none.
    substitute_unit 422 ~ The substitute is counted in another unit than the part ordered.
    supplier_exists 409 There is a supplier of this name.
    """
}
