extension Precondition {
  static let tickets = """
    POST /v1/teams No team has the name.
    PATCH /v1/teams/{id} The team is there; no other has the name.
    PUT /v1/teams/{id}/members The users may answer tickets.
    POST /v1/channels The calendar and the team are there.
    PATCH /v1/channels/{id} The channel is there.
    POST /v1/channels/{id}/rotate The channel is there.
    POST /v1/channels/{id}/messages The channel is active. A message that it has handed over before is answered again and changes nothing.
    PATCH /v1/contacts/{id} The client that the contact is has not been erased; the new client is there, neither merged nor erased.
    POST /v1/tickets Somebody is named: `client_id`, `phone` or `name`.
    PATCH /v1/tickets/{id} The ticket is not merged into another.
    POST /v1/reply-templates The text's variables are known; there are fewer than 500 templates.
    PATCH /v1/reply-templates/{id} The text's variables are known.
    DELETE /v1/reply-templates/{id} The template is there.
    POST /v1/ticket-views The query is one of `/v1/tickets`.
    PATCH /v1/ticket-views/{id} The view is the caller's own, or shared and the caller sets up the desk.
    DELETE /v1/ticket-views/{id} The view is the caller's own, or shared and the caller sets up the desk.
    POST /v1/callbacks The ticket is there and not closed; the slot ends in the future, after its beginning and within a day; a number is given or known.
    PATCH /v1/callbacks/{id} The call-back is promised and not yet missed; the slot is as in a new one.
    POST /v1/callbacks/{id}/attempt The call-back is promised or missed; `note` says what was said if the client was reached.
    POST /v1/callbacks/{id}/cancel The call-back is promised or missed.
    POST /v1/tickets/{id}/take The ticket is neither resolved nor closed.
    POST /v1/tickets/{id}/assign The ticket is not closed; the person may answer tickets.
    POST /v1/tickets/{id}/reply No variable of a template stands in the text; the ticket is not closed; the client has not written since `last_seen_message_id`.
    POST /v1/tickets/{id}/note Whoever is mentioned may answer tickets.
    POST /v1/tickets/{id}/wait The ticket is open or on hold.
    POST /v1/tickets/{id}/hold The ticket is open, waiting or on hold; `until` is in the future.
    POST /v1/tickets/{id}/resolve The ticket is neither resolved nor closed.
    POST /v1/tickets/{id}/close The ticket is resolved.
    POST /v1/tickets/{id}/reopen The ticket is resolved or closed.
    POST /v1/tickets/{id}/lease The ticket is there. Leases of others stay.
    DELETE /v1/tickets/{id}/lease The ticket is there. Without a lease of one's own nothing changes.
    PUT /v1/tickets/{id}/draft The ticket is there. `If-Match: *` keeps the text whatever has become of the ticket.
    DELETE /v1/tickets/{id}/draft The ticket is there.
    POST /v1/tickets/{id}/spam The ticket is not merged into another.
    POST /v1/tickets/{id}/tag The ticket is not merged into another and has at most 30 tags afterwards.
    POST /v1/tickets/{id}/link Neither ticket is merged into another; a link that is there stays.
    POST /v1/tickets/{id}/unlink The ticket is not merged into another; without a link nothing changes.
    POST /v1/tickets/{id}/split The ticket is not merged into another; the messages are its own, and at least one stays.
    POST /v1/tickets/{id}/merge Neither ticket is merged into another; they are of one person, or `of_two_clients` is said; an open one is not merged into one that is resolved or closed.
    POST /v1/tickets/{id}/unmerge The other is merged into the ticket, and the ticket itself is not merged.
    PATCH /v1/tickets/{id}/messages/{message_id} The caller wrote it, and it is no client's word that the caller took down.
    POST /v1/tickets/{id}/work-order The ticket has no order and is not merged into another. Without `client_id` and `client` the order is the ticket's client's; likewise its vehicle.
    """
}
