-- Times are milliseconds since 1970 UTC (…_at), dates are days since 1970 (…_on), money is minor units (…_minor),
-- quantities and hours are thousandths, shares and percentages are basis points (…_bp).

CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('viewer','operator','mechanic','storekeeper','advisor','manager','admin')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','disabled')),
  password_hash TEXT,
  discount_limit_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_limit_bp BETWEEN 0 AND 10000),
  hours_per_day INTEGER NOT NULL DEFAULT 8000 CHECK (hours_per_day BETWEEN 0 AND 24000),
  failed_logins INTEGER NOT NULL DEFAULT 0,
  locked_until_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  rate_per_second INTEGER,   -- NULL: the installation's default; 0: no limit
  burst INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX tokens_user ON tokens(user_id, id);

-- The audit trail, the timelines, the live stream and the web hooks' source. Nothing else writes history.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES users(id),        -- NULL: the desk itself (a timer, an import, a client's link)
  type TEXT NOT NULL,                          -- 'work_order.approved'
  subject TEXT NOT NULL,                       -- 'work_order'
  subject_id INTEGER NOT NULL,
  client_id INTEGER,
  vehicle_id INTEGER,
  work_order_id INTEGER,
  request_id TEXT,
  data TEXT NOT NULL                           -- JSON: before and after; personal fields are only named here
) STRICT;
CREATE INDEX events_subject ON events(subject, subject_id, id);
CREATE INDEX events_client ON events(client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX events_vehicle ON events(vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX events_work_order ON events(work_order_id, id) WHERE work_order_id IS NOT NULL;
CREATE INDEX events_type ON events(type, id);
CREATE INDEX events_user ON events(user_id, id) WHERE user_id IS NOT NULL;
CREATE TRIGGER events_keep BEFORE UPDATE ON events
WHEN OLD.client_id IS NEW.client_id OR OLD.at IS NOT NEW.at OR OLD.data IS NOT NEW.data OR OLD.type IS NOT NEW.type OR OLD.user_id IS NOT NEW.user_id
BEGIN SELECT RAISE(ABORT, 'events are never edited'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- The values of changed personal fields: the only history that an erasure empties.
CREATE TABLE event_personal (
  event_id INTEGER NOT NULL REFERENCES events(id),
  client_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (event_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_personal_client ON event_personal(client_id);

CREATE TABLE idempotency_keys (
  user_id INTEGER NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  key TEXT NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,          -- 0: answered with a secret, so the answer is not kept
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, method, path, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_expiry ON idempotency_keys(expires_at);

-- What the desk must do later by itself; found by due_at, so it survives a restart by nature.
CREATE TABLE timers (
  kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (kind, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_due ON timers(due_at);

-- The last number given, per document kind and local year.
CREATE TABLE counters (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  types TEXT NOT NULL,              -- event types or prefixes, space separated; '*' is all
  secret TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','disabled')),
  created_by INTEGER NOT NULL REFERENCES users(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE webhook_deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id INTEGER NOT NULL REFERENCES webhooks(id),
  event_id INTEGER NOT NULL REFERENCES events(id),
  status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting','delivered','given_up')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  last_answer TEXT,
  UNIQUE (webhook_id, event_id)
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries(webhook_id, due_at, id) WHERE status = 'waiting';
