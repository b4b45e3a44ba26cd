-- Corrections of messages, and the people whom a note mentions.
ALTER TABLE messages ADD COLUMN mentions TEXT NOT NULL DEFAULT '';  -- ids of users with spaces between them
ALTER TABLE messages ADD COLUMN changed_at INTEGER;

-- The texts that were corrected. `messages` has the present one.
CREATE TABLE message_versions (
  message_id INTEGER NOT NULL REFERENCES messages(id),
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (message_id, version)
) STRICT, WITHOUT ROWID;
