-- What clients answer.
-- Of a link only the hash is stored. A reminder has a link of its own.
CREATE TABLE survey_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  invitation_id INTEGER NOT NULL REFERENCES survey_invitations(id),
  hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX survey_links_invitation ON survey_links(invitation_id);

-- An answer to a survey with names has the id of its invitation. An anonymous one has a random id, leads to no invitation, and knows no
-- more of its time than the week.
CREATE TABLE survey_answers (
  id INTEGER PRIMARY KEY,
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  edition INTEGER NOT NULL,
  invitation_id INTEGER UNIQUE REFERENCES survey_invitations(id),
  week_on INTEGER NOT NULL,          -- its Monday, in the centre's zone
  month_on INTEGER,                  -- the first day of its month; NULL: anonymous
  answered_at INTEGER,
  how TEXT NOT NULL CHECK (how IN ('link','phone')),
  interviewer_id INTEGER REFERENCES users(id),
  entries TEXT NOT NULL,             -- JSON, one for each question
  first_entries TEXT,                -- the first answer, if this one replaced it
  amended_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((invitation_id IS NULL) = (answered_at IS NULL) AND (answered_at IS NULL) = (month_on IS NULL)),
  CHECK ((first_entries IS NULL) = (amended_at IS NULL)),
  CHECK (how = 'phone' OR interviewer_id IS NULL)
) STRICT;
CREATE INDEX survey_answers_survey ON survey_answers(survey_id, id);

-- How often each grade was given, by what had happened. Each answer keeps it by difference.
CREATE TABLE survey_sums (
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  edition INTEGER NOT NULL,
  question INTEGER NOT NULL,         -- its place in the form, from 0
  trait TEXT NOT NULL,               -- 'all', 'week', 'month', or the name of a trait
  value TEXT NOT NULL,               -- of an anonymous survey with the week before it
  grade INTEGER NOT NULL,            -- of a choice the number of the option, of an index its rounded value; below 0 a part of its moments
  count INTEGER NOT NULL,
  PRIMARY KEY (survey_id, trait, edition, question, value, grade)
) STRICT, WITHOUT ROWID;
