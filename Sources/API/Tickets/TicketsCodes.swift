extension ErrorCode {
  static let tickets = """
    client_wrote_since 409 The client has written to ticket … since; read the newer messages first.
    contact_needed 422 Say who it is: a client, or a name.
    hold_in_past 422 A hold ends in the future.
    no_such_calendar 422 There is no such calendar.
    no_such_team 422 There is no such team.
    person_may_not_answer 422 … may not answer tickets.
    team_exists 409 There is a team with this name.
    ticket_status 409 Ticket … is “…”: it cannot be ….
    """
}
