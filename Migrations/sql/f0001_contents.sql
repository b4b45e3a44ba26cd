-- The desk whose contents these are: the key in its file.
CREATE TABLE owner (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
) STRICT;
-- Contents of files, each kept once, whoever sent it.
CREATE TABLE contents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 BLOB UNIQUE,                -- null: being written, or to be removed
  size INTEGER NOT NULL CHECK (size >= 0),
  kept_at INTEGER NOT NULL,          -- when it was handed over last before a file named it
  named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1))  -- 1: a file of the desk was seen to name it
) STRICT;
CREATE INDEX contents_loose ON contents(kept_at) WHERE named = 0;
CREATE INDEX contents_unfinished ON contents(id) WHERE sha256 IS NULL;
CREATE TABLE parts (
  id INTEGER PRIMARY KEY,
  content_id INTEGER NOT NULL REFERENCES contents(id),
  number INTEGER NOT NULL,           -- from 0; all but the last have the same size
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX parts_place ON parts(content_id, number);
