extension ErrorCode {
  static let parts = """
    cost_negative 422 The cost cannot be negative.
    in_quarantine 409 Nothing is issued from quarantine.
    issue_above_need 409 The line needs … more, not so many.
    line_not_approved 409 The line is …, not approved.
    line_without_stock 409 This line takes nothing from the stock: it is labour, or the client brought the part.
    location_exists 409 There is a location of this name.
    location_short 409 ~ Fewer lie at the location than wanted.
    no_such_location 422 There is no such location.
    no_such_part 422 There is no such part.
    no_such_supplier 422 There is no such active supplier.
    number_known 409 The part is found by this number already.
    number_without_signs 400,422 At least one letter or digit is needed.
    order_not_in_work 409 Work order … is …: parts are handed out while it is approved or in repair, and come back then or once it is cancelled.
    part_billed 409 The part stands on …: credit that first, then take the part back.
    part_exists 409 ~ The part is in the catalogue already.
    part_fitted 409 ~ … is fitted: its line is done. It is resumed first, then the part is moved.
    part_retired 409 … … is no longer sold.
    part_unit 422 A part is not counted in ….
    price_needed 422 Nothing is known of its cost yet: say what it cost.
    price_negative 422 The price cannot be negative.
    quantity_below_issued 409 … are issued to the line already; have them returned first.
    quantity_not_positive 422 The quantity must be above zero.
    reserved_short 409 ~ Fewer are reserved than wanted.
    return_above_issued 409 ~ Fewer were issued than are to come back.
    same_location 422 The parts lie there already.
    stock_short 409 ~ Fewer are available than wanted.
    supersession_circle 422 A part cannot be replaced, directly or in a circle, by itself.
    unit_in_use 200,409 ~ The part is counted in its unit already, so that stays.
    """
}
