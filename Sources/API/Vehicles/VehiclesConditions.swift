extension Precondition {
  static let vehicles = """
    POST /v1/vehicles No other card has the VIN; the owner's card, if one is named, is not merged into another.
    PATCH /v1/vehicles/{id} The card is not merged into another, and no other card has the VIN.
    DELETE /v1/vehicles/{id} The vehicle has no order, reading, warranty or merge, and has not changed hands.
    POST /v1/vehicles/{id}/transfer The card is not merged, the new owner's is not either and is not today's owner, and the change is not before today's owner's time.
    POST /v1/vehicles/{id}/merge The two cards differ, neither is merged, their VINs do not contradict each other, nor do their odometer readings.
    POST /v1/vehicle-merges/{id}/undo The merge stands, and both cards can have back what they had.
    POST /v1/vehicles/{id}/odometer-readings The reading fits between those before and after it in time; a correction or a changed cluster is a manager's, with a reason.
    POST /v1/vehicles/{id}/coverages The card is not merged into another.
    PATCH /v1/coverages/{id} The warranty has not been ended. Its cap holds for each order anew.
    POST /v1/coverages/{id}/end The warranty has not been ended.
    """
}
