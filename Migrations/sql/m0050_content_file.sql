-- The key that this file shares with the file of contents beside it, so that neither is used with another desk's.
CREATE TABLE content_file (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
) STRICT;
INSERT INTO content_file (id, key) VALUES (1, randomblob(16));
-- Contents that no file names any more, until they are removed from the file of contents.
CREATE TABLE gone_contents (
  sha256 BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
-- `blobs` lists the contents that files name. What is still in `blob_parts` moves to the file of contents at the next start.

-- Files of messages and of work orders, and those that a user has sent and not attached yet.
CREATE TABLE files_now (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER REFERENCES messages(id),
  work_order_id INTEGER REFERENCES work_orders(id),
  user_id INTEGER REFERENCES users(id),  -- null: it came with a message
  blob_id INTEGER REFERENCES blobs(id),  -- null: erased
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'attachment')),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (message_id IS NULL OR work_order_id IS NULL),
  CHECK (message_id IS NOT NULL OR user_id IS NOT NULL)
) STRICT;
INSERT INTO files_now (id, message_id, blob_id, kind, name, media_type, size, created_at)
  SELECT id, message_id, blob_id, kind, name, media_type, size, created_at FROM files;
DROP TABLE files;
ALTER TABLE files_now RENAME TO files;
CREATE INDEX files_message ON files(message_id, id) WHERE message_id IS NOT NULL;
CREATE INDEX files_order ON files(work_order_id, id) WHERE work_order_id IS NOT NULL;
CREATE INDEX files_unattached ON files(created_at) WHERE message_id IS NULL AND work_order_id IS NULL;
CREATE INDEX files_blob ON files(blob_id) WHERE blob_id IS NOT NULL;
