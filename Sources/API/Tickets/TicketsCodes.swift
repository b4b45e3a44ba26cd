extension ErrorCode {
  static let tickets = """
    callback_status 409 The call-back is “…”: this cannot be done.
    channel_closed 409 The channel is closed.
    client_wrote_since 409 The client has written to ticket … since; read the newer messages first.
    contact_needed 422 Say who it is: a client, or a name.
    deliveries_only 403 Through this socket mails are handed over, and nothing else.
    hold_in_past 422 A hold ends in the future.
    message_not_ones_own 409 Only one's own answers and notes are corrected.
    no_such_calendar 422 There is no such calendar.
    no_such_message 422 The ticket has no such message.
    no_such_team 422 There is no such team.
    no_such_ticket 422 There is no such ticket.
    note_needed 422 Say what was said to the client.
    person_may_not_answer 422 … may not answer tickets.
    phone_needed 422 Say which number to call: none is known.
    slot_backwards 422 A slot ends after its beginning.
    slot_past 422 A slot ends in the future.
    slot_too_long 422 A slot is at most a day long.
    team_exists 409 There is a team with this name.
    ticket_closed 409 Ticket … is closed; open it again first.
    ticket_has_order 409 Ticket … has a work order already; a second visit is a ticket of its own.
    ticket_link_same 409 A ticket is not linked to itself.
    ticket_merge_hides 409 Ticket … is open and would vanish in …, which is not: reopen that, or merge the other way round.
    ticket_merge_of_two 409 Tickets … and … are of two persons; say of_two_clients if they shall be one all the same.
    ticket_merge_same 409 A ticket cannot be merged into itself.
    ticket_merged 409 Ticket … was merged into ticket ….
    ticket_not_merged 409 Ticket … is not merged into this one.
    ticket_split_whole 409 At least one message stays in the ticket.
    variable_unfilled 422 The client would read “…”: write what belongs there.
    view_of_another 403 Only its owner changes this view, or whoever sets up the desk.
    template_variable_unknown 422 There is no variable “…”; there are ….
    ticket_status 409 Ticket … is “…”: it cannot be ….
    """
}
