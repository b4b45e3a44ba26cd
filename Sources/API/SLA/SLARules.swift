extension DeskRule {
  static let sla = """
    sla_policy Policies are tried in the order of `position`; the first active one whose channel, priority, topic and tier are those of the ticket applies, and `GET /v1/tickets/{id}/sla` names it and those passed over. Policies that came with the desk (`standard`) are tried last. A ticket without a policy and a trial (`test`) have no clocks.
    sla_minutes Targets are working minutes of the policy's calendar, else the channel's, else the centre's. A target is met up to its due moment; due exactly at closing is that closing.
    first_response The first response is a person's answer to the client; a bot's words and notes are none. A talk on the phone or at the counter that staff enter is one already.
    next_response After the first response, a clock runs from the client's first word that nobody has answered until a person answers; more words meanwhile start no other.
    sla_pause The resolution is not counted while the ticket waits for the client (`pending_client`) and while it is resolved or closed. `on_hold` stops nothing. A reopened ticket goes on with the time that it had spent, and its first response is not demanded again. A ticket that is ended without an answer owes none.
    sla_alarm After 75 % of a target and when it is missed there is one event each (`ticket.sla_warning`, `ticket.sla_breached`), after a restart too; then one for each step of the escalation (`ticket.escalated`). Outside the calendar's hours an alarm waits until they begin. A target that was missed and then met late is told with the answer.
    sla_recount When a policy, a calendar, a ticket's priority or topic or a client's tier changes, the clocks of open tickets are counted again from their history, a few at a time. A target that was met stays met, one that was missed stays missed.
    """
}
