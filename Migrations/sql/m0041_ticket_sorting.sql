-- Tags, spam, links between tickets, and merges of tickets.
ALTER TABLE tickets ADD COLUMN tags TEXT NOT NULL DEFAULT '';  -- folded, sorted, a line each; `ticket_tags` finds them
ALTER TABLE tickets ADD COLUMN spam INTEGER NOT NULL DEFAULT 0 CHECK (spam IN (0, 1));
ALTER TABLE tickets ADD COLUMN merged_into_id INTEGER REFERENCES tickets(id);
CREATE INDEX tickets_spam ON tickets(id) WHERE spam = 1;
CREATE INDEX tickets_merged ON tickets(merged_into_id, id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE ticket_tags (
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  tag TEXT NOT NULL,
  PRIMARY KEY (tag, ticket_id)
) STRICT, WITHOUT ROWID;

-- Each link is there for both of its tickets.
CREATE TABLE ticket_links (
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  other_id INTEGER NOT NULL REFERENCES tickets(id),
  kind TEXT NOT NULL CHECK (kind IN ('related','split_from','split_into')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survivor_id INTEGER NOT NULL REFERENCES tickets(id),
  merged_id INTEGER NOT NULL REFERENCES tickets(id),
  reason TEXT,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  undone_at INTEGER,
  -- The state of the merged ticket before, for the undoing.
  status TEXT NOT NULL CHECK (status IN ('new','open','pending_client','on_hold','resolved','closed')),
  hold_until_at INTEGER,
  resolved_at INTEGER,
  closes_at INTEGER,
  closed_at INTEGER,
  waiting_since_at INTEGER,
  spam INTEGER NOT NULL CHECK (spam IN (0, 1)),
  -- The state of the survivor before, and its version after the merge.
  survivor_status TEXT NOT NULL CHECK (survivor_status IN ('new','open','pending_client','on_hold','resolved','closed')),
  survivor_hold_until_at INTEGER,
  survivor_waiting_since_at INTEGER,
  survivor_version INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_merges_survivor ON ticket_merges(survivor_id, id);
CREATE INDEX ticket_merges_merged ON ticket_merges(merged_id, id);

CREATE TABLE ticket_merge_moves (
  merge_id INTEGER NOT NULL REFERENCES ticket_merges(id),
  message_id INTEGER NOT NULL REFERENCES messages(id),
  PRIMARY KEY (merge_id, message_id)
) STRICT, WITHOUT ROWID;
