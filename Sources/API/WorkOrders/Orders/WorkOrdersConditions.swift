extension Precondition {
  static let workOrders = """
    POST /v1/work-orders The client is served (else a manager, with a reason), the vehicle is neither sold nor scrapped, and the odometer fits the readings before.
    GET /v1/work-orders/{id}/moves The order is there. Of an order that is approved or in repair, what is still against `ready` and `deliver` is told ahead, beside its state.
    PATCH /v1/work-orders/{id} The order is neither delivered nor cancelled.
    POST /v1/work-orders/{id}/estimate The order is open and has a complaint.
    POST /v1/work-orders/{id}/reoffer The client has declined.
    POST /v1/work-orders/{id}/start The order is approved, and so is at least one of its lines.
    POST /v1/work-orders/{id}/ready The order is in repair, approved labour is done, no clock runs, no part is reserved, short or awaited, no supplement is undecided, and somebody who did not do the work has checked it; or it was declined, and what was agreed is done.
    POST /v1/work-orders/{id}/rework The order is ready.
    POST /v1/work-orders/{id}/deliver The order is ready, each payer has a document of the right sum, and whoever pays first has paid or has credit for it; the car goes to the client, a proxy who may collect, or somebody identified.
    POST /v1/work-orders/{id}/cancel The order is not ready, delivered or cancelled, no clock runs, and what was fitted is returned or billed; in repair it is a manager's.
    POST /v1/work-orders/{id}/hand-over The order was cancelled, its car is still here, what was fitted is billed or back, and the bill is paid.
    POST /v1/work-orders/{id}/complaints The order is neither delivered nor cancelled.
    PATCH /v1/work-orders/{id}/complaints/{complaint_id} The order is neither delivered nor cancelled.
    PUT /v1/work-orders/{id}/complaints/{complaint_id}/diagnosis The order is neither delivered nor cancelled.
    POST /v1/work-orders/{id}/promise The order is not before the client with its date, ready or closed; an earlier date than possible, one outside working time, and a later one than agreed want their reasons.
    POST /v1/work-orders/{id}/clock-on The mechanic has no running clock; the line is approved labour of an order in repair, or, for diagnosis, the order is neither declined, ready nor closed.
    POST /v1/clockings/{id}/clock-off The clock runs.
    POST /v1/me/clock-off A clock of mine runs.
    POST /v1/clockings/{id}/correct The clock has been stopped and not corrected, and the times meet no other clocking of the mechanic; it wants a reason.
    POST /v1/work-orders/{id}/quality-checks The order is in repair; who did the work checks it only with a manager's reason.
    """

  static let orderLines = """
    POST /v1/work-orders/{id}/lines The order is open, being estimated, approved or in repair (declined: an agreed fee only, by a manager); the operation or part is still offered.
    POST /v1/work-orders/{id}/lines/from-declined The order takes lines, and the vehicle has declined lines that are not offered anew yet.
    PATCH /v1/work-orders/{id}/lines/{line_id} The order takes lines and this one is not before the client, done or billed; an approved one becomes less, or more within the tolerance.
    DELETE /v1/work-orders/{id}/lines/{line_id} The order takes lines, this one is proposed or approved, and nothing issued for it is out.
    PUT /v1/work-orders/{id}/lines/{line_id}/mechanics The line is labour, and the order is not closed.
    POST /v1/work-orders/{id}/lines/{line_id}/done The order is in repair (declined: a fee), the line is approved and, if a part, issued; no clock runs on it.
    POST /v1/work-orders/{id}/lines/{line_id}/not-done The line is done, the order is in repair, and no document bears the line.
    PUT /v1/work-orders/{id}/lines/{line_id}/payers The order is not before the client, the line stands, no standing document bears the line, and its client pays no more than was agreed.
    POST /v1/work-orders/{id}/lines/{line_id}/coverage-check No standing document bears the line. What the coverage pays is held to its deductible and cap over all lines of the order.
    POST /v1/work-orders/{id}/lines/{line_id}/refuse-claim A warranty covers the line, and no standing document bears it.
    """

  static let estimates = """
    POST /v1/work-orders/{id}/estimates The order is being estimated, or approved or in repair for a supplement, and has lines that are not decided.
    POST /v1/work-orders/{id}/offer The estimates are drafts, a date is promised, parts are in hand or on their way with a date, and of a warranty order the coverage of each line is checked.
    POST /v1/estimates/{id}/approve The estimate is offered and has not run out, and every item is decided; a proxy may approve and up to its limit.
    POST /v1/estimates/{id}/decline The estimate is offered and has not run out.
    POST /v1/work-orders/{id}/object An offer lies before the client.
    POST /v1/estimates/{id}/link The estimate is offered and has not run out.
    GET /v1/approval-links/{token} The link is there; reading has no effect.
    POST /v1/approval-links/{token} The link has neither been used nor run out, and its offer stands.
    GET /a/{token} The link is there; opening it has no effect.
    POST /a/{token} The link has neither been used nor run out, and its offer stands.
    """
}
