-- Call-backs: promises to a client to be called within a slot.
CREATE TABLE callbacks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  phone TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL CHECK (until_at > from_at),
  status TEXT NOT NULL DEFAULT 'promised' CHECK (status IN ('promised','done','missed','cancelled')),
  person_id INTEGER REFERENCES users(id),
  user_id INTEGER REFERENCES users(id),      -- who promised
  attempts INTEGER NOT NULL DEFAULT 0,
  missed_at INTEGER,                 -- when the slot was over and nobody had been reached
  done_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX callbacks_ticket ON callbacks(ticket_id, id);
CREATE INDEX callbacks_slot ON callbacks(from_at, id);
CREATE INDEX callbacks_status ON callbacks(status, from_at, id);
CREATE INDEX callbacks_person ON callbacks(person_id, from_at, id) WHERE person_id IS NOT NULL;

CREATE TABLE callback_attempts (
  id INTEGER PRIMARY KEY,
  callback_id INTEGER NOT NULL REFERENCES callbacks(id),
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('reached','no_answer','busy','wrong_number')),
  note TEXT NOT NULL DEFAULT '',
  message_id INTEGER REFERENCES messages(id)
) STRICT;
CREATE INDEX callback_attempts_callback ON callback_attempts(callback_id, id);
