-- Whom surveys ask.
ALTER TABLE surveys ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));
ALTER TABLE surveys ADD COLUMN delay_minutes INTEGER NOT NULL DEFAULT 60 CHECK (delay_minutes BETWEEN 0 AND 10080);
-- Of a periodic survey.
ALTER TABLE surveys ADD COLUMN period_days INTEGER NOT NULL DEFAULT 180 CHECK (period_days BETWEEN 30 AND 1000);

-- Eligible contacts are numbered; one is asked if number mod every = remainder. A survey has one running series while it is active.
CREATE TABLE survey_series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  trigger_kind TEXT NOT NULL CHECK (trigger_kind IN ('order_delivered','ticket_resolved','periodic')),
  every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 1000),
  remainder INTEGER NOT NULL CHECK (remainder >= 0 AND remainder < every),
  last INTEGER NOT NULL DEFAULT 0 CHECK (last >= 0),
  running INTEGER NOT NULL DEFAULT 1 CHECK (running IN (0, 1)),
  started_at INTEGER NOT NULL,
  -- Of a periodic survey: the round, when it began, and the last client of it that was looked at.
  round INTEGER NOT NULL DEFAULT 0,
  round_started_at INTEGER,
  round_after INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX survey_series_running ON survey_series(survey_id) WHERE running = 1;
CREATE INDEX survey_series_trigger ON survey_series(trigger_kind, survey_id) WHERE running = 1;
CREATE INDEX survey_series_survey ON survey_series(survey_id, id);

INSERT INTO survey_series (survey_id, trigger_kind, every, remainder, started_at)
SELECT id, trigger_kind, every, (random() & 9223372036854775807) % every, unixepoch() * 1000 FROM surveys WHERE status = 'active';
INSERT INTO timers (kind, subject_id, due_at)
SELECT 'survey_round', id, unixepoch() * 1000 FROM surveys WHERE status = 'active' AND trigger_kind = 'periodic';

-- What was decided about each contact for each survey, never changed. Every hand-over writes here, so it has two indexes that grow at
-- their ends, no client and no car (the order or the ticket knows them, and a merge moves those), and no list of words for a check to
-- build.
CREATE TABLE survey_decisions (
  id INTEGER PRIMARY KEY,
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  subject TEXT NOT NULL CHECK (subject = 'work_order' OR subject = 'ticket' OR subject = 'client'),
  subject_id INTEGER NOT NULL,
  round INTEGER NOT NULL DEFAULT 0,
  reason TEXT,                       -- why it takes no number
  series_id INTEGER REFERENCES survey_series(id),
  number INTEGER,
  picked INTEGER NOT NULL DEFAULT 0 CHECK (picked IN (0, 1)),
  at INTEGER NOT NULL,
  CHECK ((reason IS NULL) = (number IS NOT NULL) AND (number IS NULL) = (series_id IS NULL) AND (number IS NOT NULL OR picked = 0))
) STRICT;
CREATE UNIQUE INDEX survey_decisions_subject ON survey_decisions(subject, subject_id, survey_id, round);
CREATE INDEX survey_decisions_survey ON survey_decisions(survey_id, id);

-- Those who were picked, and how they are asked.
CREATE TABLE survey_invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  decision_id INTEGER NOT NULL UNIQUE REFERENCES survey_decisions(id),
  client_id INTEGER NOT NULL REFERENCES clients(id),
  vehicle_id INTEGER REFERENCES vehicles(id),
  picked_at INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('due','asked','answered','declined','withheld','revoked')),
  withheld TEXT,                     -- why a pick was not asked
  way TEXT CHECK (way IN ('mail','messenger','phone','program')),
  edition INTEGER,                   -- of the questions, from the asking on
  traits TEXT NOT NULL DEFAULT '',   -- what had happened, as it was when the client was asked: a line `name=value` each
  due_at INTEGER NOT NULL,
  asked_at INTEGER,
  expires_at INTEGER,
  reminded_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((asked_at IS NULL) = (status IN ('due','withheld'))),
  CHECK ((withheld IS NOT NULL) = (status = 'withheld'))
) STRICT;
CREATE INDEX survey_invitations_survey ON survey_invitations(survey_id, id) WHERE asked_at IS NOT NULL;
-- The quiet time of a person and of a car, over all surveys.
CREATE INDEX survey_invitations_client ON survey_invitations(client_id, picked_at);
CREATE INDEX survey_invitations_vehicle ON survey_invitations(vehicle_id, picked_at) WHERE vehicle_id IS NOT NULL;

-- How many contacts of a survey met each end, kept by difference.
CREATE TABLE survey_counts (
  survey_id INTEGER NOT NULL REFERENCES surveys(id),
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (survey_id, name)
) STRICT, WITHOUT ROWID;

-- The complaints of a client, read at each contact.
CREATE INDEX tickets_complaints ON tickets(client_id) WHERE kind = 'complaint' AND client_id IS NOT NULL;
