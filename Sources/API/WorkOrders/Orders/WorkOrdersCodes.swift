extension ErrorCode {
  static let workOrders = """
    above_tolerance 409 ~ It comes to more than the tolerance allows without asking: offer a supplement.
    approved_only_down 409 «…» is approved: it may become less or cheaper; for more, offer a supplement.
    cancel_in_repair 409 Work order … is in repair: only a manager may cancel it.
    changed_meanwhile 409 Its status has changed in the meantime.
    claim_not_standing 409 No warranty covers «…», so there is no claim to refuse.
    client_part_priced 422 A part of the client's own has no price.
    client_part_taxed 422 A part of the client's own is not sold: it bears no VAT.
    client_parts_not_named 422 Say which parts of the client's own are refused.
    client_parts_refused 422 The client's own parts were refused at intake.
    client_pays_more 409 The client agreed to pay … for «…», not …: let another party pay, or ask again.
    client_twice 422 The client is named twice.
    clock_already_running 409 ~ The mechanic is clocked on already.
    clock_before_order 409 … was not open yet at that time.
    clock_empty 409 A clocking ends after it begins.
    clock_ends_before 409 The end, …, lies before the start, ….
    clock_future 409 … lies in the future.
    clock_overlaps 409 ~ It overlaps another clocking of the mechanic.
    clock_reason_missing 409 A correction needs a reason.
    clock_replaced 409 This clocking has been corrected already; correct the newer one.
    clock_running 409 ~ A mechanic is clocked on.
    clock_still_running 409 Clocking … is still running: stop it first.
    clock_stopped 409 This clock has been stopped.
    clock_too_long 409 A clocking longer than … h is a forgotten clock: a manager corrects it.
    collector_missing 409 Say who collected the car.
    collector_unidentified 409 … is neither the client nor a proxy named here: say how the person was identified, or let a manager hand over.
    comeback_not_delivered 409 Work order … is …, not delivered: go on with it instead.
    comeback_other_vehicle 409 Work order … was about another car.
    complaint_missing 409 Work order … has no complaint yet.
    coverage_unchecked 409 No coverage check is recorded for «…».
    credit_exceeded 409 ~ With this document the limit of credit is passed.
    declined_takes_fees 409 Work order … is declined: only an agreed fee can be added.
    document_missing 409 ~ No document is issued to a payer.
    document_outdated 409 ~ A document and the work come to different sums: credit it and issue a new one.
    either_or 422 Send decisions or an objection, not both.
    estimate_current 409 Estimate … «…» is offered now.
    estimate_decided 409 Estimate «…» is … already.
    estimate_draft 409 Estimate «…» has not been offered yet.
    estimate_empty 409 There is nothing to estimate.
    estimate_expired 409 Estimate «…» expired at ….
    estimate_not_draft 409 Estimate «…» is …; only a draft can be offered.
    estimate_not_now 409 Work order … is …: an estimate is made while estimating, a supplement once approved.
    estimate_not_offered 409 No estimate of work order … is offered.
    estimate_superseded 409 ~ Estimate «…» is outdated: it has run out, was objected to or changed, another was decided on, or its order was cancelled.
    estimate_unknown 422 Estimate … is not one of this order, or is named twice.
    exceeds_approved 409 ~ It is more than the client approved.
    expires_in_past 422 … has passed: nothing could be decided until then.
    fee_needs_manager 403 … was declined: a fee is added or raised by a manager, as agreed with the client.
    fuel_outside 422 Fuel is between 0 and 100 percent.
    gross_negative 422 The amount of a line cannot be negative.
    handed_over 409 The car of work order … has been handed over.
    hours_too_many 422 A line has at most 1,000 norm-hours.
    instruction_raised 403 The client's standing instruction was signed at intake; a manager may widen it, with the client's word.
    issue_above_line 409 ~ Fewer are still to be issued.
    item_twice 422 Line … is decided twice.
    item_undecided 422 Line … («…») has no decision.
    item_unknown 422 Line … is not in this estimate.
    labour_not_done 409 «…» is approved and not done.
    labour_only 409 Only labour has mechanics.
    line_billed 409 «…» stands on a document; credit it first.
    line_decided 409,422 «…» is … and stays.
    line_done 409 «…» is done.
    line_not_done 409 «…» is not done.
    line_of_other_vehicle 422 That line was declined on another vehicle.
    line_offered 409 «…» lies before the client in estimate «…» already.
    line_unknown 422 Line … is not one of this order.
    lines_fixed 409 The lines of work order … are fixed while it is ….
    lines_missing 409 Work order … has no line to offer.
    link_expired 409 This offer has run out. Please call us: we will make a new one.
    link_used 409 You have answered this offer already. Thank you.
    link_void 409 This offer has been changed or decided in the meantime. Please use the newest link or call us.
    no_stock_line 409 «…» takes nothing from the stock.
    no_such_complaint 422 The work order has no such complaint.
    no_such_coverage 422 The vehicle has no such warranty.
    no_such_line 422 There is no such line.
    no_such_operation 422 There is no such operation.
    no_such_proxy 422 There is no such proxy.
    no_such_vehicle 422 There is no such vehicle.
    no_such_work_order 422 There is no such work order.
    no_tolerance 409 The client allows nothing beyond what was approved: offer «…» in a supplement.
    not_a_mechanic 422 … does not work on cars.
    not_clocked_on 409 You are not clocked on.
    not_declined 422 «…» does not wait to be offered again.
    not_diagnosable 409 Work order … is …: no diagnosis can be clocked.
    not_in_repair 409 Work order … is …, not in repair.
    not_labour 409 «…» is a part, not labour.
    not_on_labour 422 ~ A labour line has no such field.
    not_on_part 422 ~ A part line has no such field.
    not_the_owner 200 ~ The client is not the owner of … on record.
    nothing_approved 409 Nothing is approved in work order ….
    one_of 422 ~ Either of two fields is needed, and not both.
    open_order_on_vehicle 200 The vehicle has another open order: ….
    others_pay 409 «…» is paid by others too, who agreed to no more: offer a supplement.
    part_awaited 409 ~ Parts are still on order for this work order.
    part_in_declined 409 The estimate was declined: «…» cannot be billed.
    part_issued 409 «…»: … … are issued: return or bill them first.
    part_not_issued 409 «…»: … … are not issued yet.
    part_or_client_supplied 422 Name a part of the catalogue, or say that the client supplies it.
    part_reserved 409 «…»: … … are reserved: issue or release them.
    part_short 409 «…»: … … are neither reserved nor on order.
    part_without_date 409 «…» is on order without an expected date.
    payer_client_other 422 A payer of role client is the order's own client; anybody else is of role other.
    payer_undecided 409 It is not decided who pays «…».
    promise_beyond 409 The work does not fit into the next ten years of the calendar.
    promise_in_past 422 … has passed: it cannot be promised.
    promise_later_unexplained 409 The client has agreed to the date of work order …: a later one needs a reason.
    promise_later_untold 409 The client has agreed to the date of work order …: tell the client of a later one, and say how it was told.
    promise_missing 409,422 Work order … has no promise date.
    promise_not_now 409 Work order … is …: there is nothing left to promise.
    promise_offered 409 Work order … is before the client with its date: take the offer back first, then promise anew.
    promise_outside_hours 409 ~ The centre is closed then: a promise outside working time needs a reason.
    promise_passed 409 The promised time, …, has passed.
    promise_proxy_untold 422 A proxy is named, but not how the proxy was told.
    promise_too_early 409 ~ It is earlier than possible; an earlier promise needs a reason.
    quality_failed 409 ~ The quality check failed.
    quality_own_work 409 The check was made by somebody who did the work; another must check, or a manager override it with a reason.
    quality_unchecked 409 Work order … has not been quality-checked.
    repair_exceeds 403 ~ The warranty of a repair bears that repair again: more than that is a manager's.
    repeated_payer 422 This payer is named twice.
    reserve_above_line 409 ~ Fewer are still needed.
    share_outside 422 A share is between 0 and 10000 basis points.
    shares_over_whole 422 The shares come to more than the whole.
    signature_incomplete 422 Say both who signed and how.
    standing_by_client 409 A standing instruction is the client's own; no proxy decides by it.
    standing_exceeded 409 Extra work of … is above the standing instruction (…): ask the client.
    standing_for_extra_work 409 A standing instruction is for extra faults; the main estimate is decided by the client.
    standing_later 409 A standing instruction is for costs: of a later date, …, the client must be asked.
    standing_limit_missing 422 The instruction «…» needs its sum.
    standing_limit_negative 422 The sum of a standing instruction cannot be negative.
    standing_limit_unused 422 A sum belongs to the instruction «…» only.
    standing_missing 409 The client's instruction is «…»: extra work needs the client's word.
    standing_only_approves 409 A standing instruction approves; what is not wanted is declined by the client.
    supplement_not_possible 409 Work order … is …: a supplement needs approved work under way.
    supplement_open 409 The supplement «…» is offered and not decided.
    tolerance_not_now 409 Work order … is …: a line goes in without asking only beside approved work.
    unpaid 409 ~ An invoice is not paid.
    warranty_not_owner 409 A warranty order is opened in the name of the vehicle's owner.
    work_order_closed 409 Work order … is closed and never edited: a correction is a credit note, a return visit a new order.
    work_order_status 409 ~ The state of the work order does not allow it.
    """
}
