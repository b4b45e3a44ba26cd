-- Contents of files, each kept once, whoever sent it. The parts of a content come first; its row says that all of them are there.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL CHECK (size >= 0),
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE blob_parts (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,              -- of the whole content
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX blob_parts_place ON blob_parts(sha256, number);
-- Contents that are being kept before the change that names them. What that change never came for is swept away after a day.
CREATE TABLE loose_contents (
  sha256 BLOB PRIMARY KEY,
  since_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of messages: a mail as it came, and what was attached to it.
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES messages(id),
  blob_id INTEGER REFERENCES blobs(id),  -- null: erased
  kind TEXT NOT NULL CHECK (kind = 'mail' OR kind = 'attachment'),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX files_message ON files(message_id, id);
CREATE INDEX files_blob ON files(blob_id) WHERE blob_id IS NOT NULL;

-- Message-IDs of mails, by which answers find their ticket.
CREATE TABLE mails (
  message_id INTEGER PRIMARY KEY REFERENCES messages(id),
  mail_id TEXT NOT NULL              -- without brackets
) STRICT;
CREATE INDEX mails_id ON mails(mail_id);

-- A message that was split into a ticket of another contact is a guest there too.
UPDATE messages SET guest = 1 WHERE guest = 0 AND contact_id <> (SELECT contact_id FROM tickets WHERE id = ticket_id);
