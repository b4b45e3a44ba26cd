-- Who is answering a ticket, and what they have typed so far.
ALTER TABLE tickets RENAME COLUMN messages TO message_count;

CREATE TABLE ticket_leases (
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  user_id INTEGER NOT NULL REFERENCES users(id),
  since_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_drafts (
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  user_id INTEGER NOT NULL REFERENCES users(id),
  text TEXT NOT NULL,
  last_seen_message_id INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, user_id)
) STRICT, WITHOUT ROWID;
