-- Surveys of clients, and the questions that each has asked.
CREATE TABLE surveys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  trigger_kind TEXT NOT NULL CHECK (trigger_kind IN ('order_delivered','ticket_resolved','periodic')),
  every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 1000),
  form TEXT NOT NULL,                -- JSON
  edition INTEGER NOT NULL DEFAULT 1,
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','active','ended')),
  created_at INTEGER NOT NULL,
  activated_at INTEGER,
  ended_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- The questions of each edition, from the first activation on. Answers belong to an edition and are not compared across two.
CREATE TABLE survey_editions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  number INTEGER NOT NULL,
  form TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (survey_id, number)
) STRICT;
