extension DeskRule {
  static let tickets = """
    channel_secret A channel's secret (`Authorization: Bearer ch_…`) opens `POST /v1/channels/{id}/messages` of that channel and nothing else, without a rate limit. After `rotate` the new one and the one before are valid, so that the program can be given the new one without a gap.
    message_once A message is taken once for ever by its channel and `external_id`. The same id again answers `duplicate` with the message as it was taken first.
    message_kept A message is never refused for what it says. Wrong JSON or a wrong type is 422; an unreadable telephone number, e-mail address or text is kept as it came, and `flags` says so.
    filing A message goes into the ticket of the message that it answers (`reply_to`), else into the newest ticket of its conversation (`conversation`), else into a new ticket (`new`). In a messenger, chat or social network an address is a conversation even if the message does not name one. A conversation or a message of another contact is not followed: the message gets a ticket of its own and a flag.
    contact The sender is known by the address (`address`); without one by the e-mail, the telephone number or, within a conversation, by its id. A new address belongs to the contact or client with its telephone number (`phone`) or e-mail (`email`), if exactly one client has it; else it makes a contact that is no client yet (`new_contact`).
    ticket_life A ticket is `new` until somebody takes it, is given it or answers. `wait` makes it `pending_client` until the client writes; `hold` makes it `on_hold` until a time or until the client writes.
    reopening A resolved ticket closes seven days after its last resolution. Until then a client's message opens it again (`reopened`), unless the message is thanks and nothing else (`thanks`): at most sixty characters, no question mark, and no words but those of thanks. A message to a closed ticket opens a new one that follows it (`follow_up`).
    bot A bot's words to the client (`bot`) are filed in the conversation and change no status.
    ticket_owner A ticket always has a team. Without a person it waits in the team's queue. It is handed over when it goes from one person or team to another; the third time is an event of its own (`ticket.many_handovers`).
    answer_unseen An answer names the client's last message that its writer has read. If the client has written since, it is refused.
    ticket_texts Whoever may not read tickets sees a ticket's head without its subject, and no messages, because texts hold telephone numbers. Events name a message and never hold its text.
    """
}
