internal import Domain
internal import SQLite

extension RoomSheet {
  static let tickets = RoomSheet(
    merged: [.client("contacts", raises: true), .client("tickets", raises: true), .vehicle("tickets", raises: true)],
    personal: [
      .emptied("contacts", "name", of: .client, raises: true),
      .deleted("contact_addresses", of: ofContact),
      .emptied("tickets", "subject", of: ofContact, raises: true),
      .emptied("messages", "text", "conversation_id", "from_address", "from_name", "from_phone", "from_email", "reply_to", of: inTicket),
      .deleted("mails", of: ofMessage),
      .deleted("conversations", of: ofContact),
      .deleted("ticket_drafts", of: ofTicket),
      .emptied("callbacks", "phone", of: ofTicket, raises: true),
      .emptied("callback_attempts", "note", of: ofCallback),
      .emptied("message_versions", "text", of: ofMessage),
      .emptied("ticket_merges", "reason", of: ofMerge),
    ],
    kept: [
      "names of the desk": [
        "teams.name", "teams.name_key", "channels.name", "channels.address", "channels.signature", "channels.hook_url",
        "channels.hook_secret", "ticket_views.name", "reply_templates.name", "reply_templates.text",
      ],
      "codes": [
        "tickets.number", "tickets.topic", "tickets.tags", "ticket_tags.tag", "messages.external_id", "messages.flags", "messages.mentions",
        "messages.delivery",
        "ticket_views.query", "ticket_sums.status",
      ],
    ],
    things: [
      .team: .nobodys,
      .ticketView: .nobodys,
      .replyTemplate: .nobodys,
      .callback: .persons("callbacks", of: ofTicket),
      // The responses to its program repeat what somebody wrote.
      .channel: .anybodys,
      .ticket: .persons("tickets", of: ofContact),
      .contact: .persons("contacts", of: .client),
    ],
    timers: [
      .ticketCloses: { try Tickets($0).close($1) }, .ticketHoldEnds: { try Tickets($0).endHold($1) },
      .ticketLeaseEnds: { try TicketAnswering($0).endDue($1) }, .callbackSlotOver: { try Callbacks($0).miss($1) },
    ],
    check: { try TicketSumTable($0).faults() })

  private static let ofContact: PersonRows = "contact_id IN (SELECT id FROM contacts WHERE client_id = ?1)"
  private static let ofCallback: PersonRows = """
    callback_id IN (SELECT b.id FROM callbacks b JOIN tickets t ON t.id = b.ticket_id JOIN contacts c ON c.id = t.contact_id
      WHERE c.client_id = ?1)
    """
  private static let ofTicket: PersonRows = """
    ticket_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
    """
  /// Messages of the person, of the person's tickets, and of those before they were merged into another's.
  private static let inTicket: PersonRows = """
    ticket_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
    OR guest = 1 AND contact_id IN (SELECT id FROM contacts WHERE client_id = ?1)
    OR id IN (SELECT v.message_id FROM contacts c JOIN tickets t ON t.contact_id = c.id JOIN ticket_merges m ON m.merged_id = t.id
      JOIN ticket_merge_moves v ON v.merge_id = m.id WHERE c.client_id = ?1)
    """
  static let ofMessage: PersonRows = """
    message_id IN (SELECT id FROM messages WHERE
      ticket_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
      OR guest = 1 AND contact_id IN (SELECT id FROM contacts WHERE client_id = ?1)
      OR id IN (SELECT v.message_id FROM contacts c JOIN tickets t ON t.contact_id = c.id JOIN ticket_merges m ON m.merged_id = t.id
        JOIN ticket_merge_moves v ON v.merge_id = m.id WHERE c.client_id = ?1))
    """
  private static let ofMerge: PersonRows = """
    survivor_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
    OR merged_id IN (SELECT t.id FROM tickets t JOIN contacts c ON c.id = t.contact_id WHERE c.client_id = ?1)
    """
}
