extension Precondition {
  static let parts = """
    POST /v1/parts No part has the article of that maker.
    PATCH /v1/parts/{id} No other part has the article of that maker.
    POST /v1/parts/{id}/numbers The part is not found by that number yet.
    DELETE /v1/parts/{id}/numbers/{number_id} The number is one of the part's.
    POST /v1/parts/{id}/receive The place is there.
    POST /v1/parts/{id}/adjust The place is there; where fewer are counted than are reserved, orders lose their reservation and the answer names them.
    POST /v1/parts/{id}/write-off So many lie at the place; where what is left is fewer than are reserved, orders lose their reservation and the answer names them.
    POST /v1/parts/{id}/transfer So many lie at the place; into quarantine they go as in a write-off, from what orders have reserved too.
    POST /v1/locations No place has the name.
    POST /v1/work-orders/{id}/lines/{line_id}/issue The order is approved or in repair, the line is approved and not done, and so many lie in the store for it.
    POST /v1/work-orders/{id}/lines/{line_id}/return So many were issued to the line, it is not done (or the order is cancelled), and no standing document bears it.
    """
}
