-- Targets of tickets in working time, and the clocks that count them.
CREATE TABLE sla_policies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,         -- policies are tried in this order
  channel_kind TEXT CHECK (channel_kind IN ('phone','email','chat','social','messenger','web','callback','walk_in')),
  channel_id INTEGER REFERENCES channels(id),
  priority TEXT CHECK (priority IN ('low','normal','high','urgent')),
  topic TEXT,
  tier TEXT,
  calendar_id INTEGER,               -- null: that of the ticket's channel
  first_response_minutes INTEGER CHECK (first_response_minutes > 0),
  next_response_minutes INTEGER CHECK (next_response_minutes > 0),
  resolution_minutes INTEGER CHECK (resolution_minutes > 0),
  escalation TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','closed')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX sla_policies_position ON sla_policies(position, id);
-- The standard's targets, tried after all others.
INSERT INTO sla_policies (name, position, channel_kind, first_response_minutes, created_at) VALUES
  ('Телефон', 1000001, 'phone', 1, unixepoch() * 1000),
  ('Чат', 1000002, 'chat', 1, unixepoch() * 1000),
  ('Мессенджер', 1000003, 'messenger', 30, unixepoch() * 1000),
  ('Социальные сети', 1000004, 'social', 30, unixepoch() * 1000),
  ('Почта', 1000005, 'email', 240, unixepoch() * 1000);

CREATE TABLE sla_clocks (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  kind TEXT NOT NULL CHECK (kind IN ('first_response','next_response','resolution')),
  state TEXT NOT NULL CHECK (state IN ('running','paused','met','dropped')),
  policy_id INTEGER NOT NULL REFERENCES sla_policies(id),
  calendar_id INTEGER NOT NULL,
  minutes INTEGER NOT NULL,          -- the target
  started_at INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,       -- the start of the running stretch, or the end of the last one
  spent_ms INTEGER NOT NULL,         -- working time before counted_at
  due_at INTEGER,
  ended_at INTEGER,
  warned_at INTEGER,
  breached_at INTEGER,
  level INTEGER NOT NULL DEFAULT 0   -- steps of the escalation taken
) STRICT;
CREATE INDEX sla_clocks_ticket ON sla_clocks(ticket_id, id);
CREATE INDEX sla_clocks_live ON sla_clocks(ticket_id) WHERE state IN ('running','paused');
CREATE INDEX sla_clocks_policy ON sla_clocks(policy_id);

-- Times in which the resolution is not counted: the client is to answer, or the ticket is ended.
CREATE TABLE ticket_pauses (
  id INTEGER PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  status TEXT NOT NULL CHECK (status IN ('pending_client','resolved','closed'))
) STRICT;
CREATE INDEX ticket_pauses_ticket ON ticket_pauses(ticket_id, id);
CREATE UNIQUE INDEX ticket_pauses_lasting ON ticket_pauses(ticket_id) WHERE until_at IS NULL;

-- The round that counts open tickets again after a change of policies or calendars: the last ticket that is done.
CREATE TABLE sla_rounds (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT;
INSERT INTO sla_rounds (id, position) VALUES (1, 0);

ALTER TABLE tickets ADD COLUMN first_response_at INTEGER;
ALTER TABLE tickets ADD COLUMN waiting_since_at INTEGER;     -- the client's first word that nobody has answered
ALTER TABLE tickets ADD COLUMN sla_policy_id INTEGER REFERENCES sla_policies(id);
ALTER TABLE tickets ADD COLUMN due_at INTEGER;               -- the earliest due moment of its running clocks
ALTER TABLE tickets ADD COLUMN breached INTEGER NOT NULL DEFAULT 0 CHECK (breached IN (0, 1));
ALTER TABLE tickets ADD COLUMN escalation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tickets_due ON tickets(due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX tickets_breached ON tickets(id) WHERE breached;

-- Facts of the tickets that are there: who has answered, who waits, and since when nothing is counted.
UPDATE tickets SET first_response_at =
  CASE WHEN channel_id IS NULL AND channel_kind IN ('phone','walk_in','callback') THEN opened_at
  ELSE (SELECT min(m.created_at) FROM messages m WHERE m.ticket_id = tickets.id AND m.kind = 'out' AND m.author = 'user') END;
UPDATE tickets SET waiting_since_at = (
  SELECT min(m.created_at) FROM messages m WHERE m.ticket_id = tickets.id AND m.author = 'client' AND m.id > coalesce(
    (SELECT max(a.id) FROM messages a WHERE a.ticket_id = tickets.id AND a.kind = 'out' AND a.author = 'user'), 0))
  WHERE status IN ('new','open','pending_client','on_hold') AND NOT (channel_id IS NULL AND channel_kind IN ('phone','walk_in','callback'));
INSERT INTO ticket_pauses (ticket_id, from_at, status)
  SELECT id, coalesce(closed_at, resolved_at, last_message_at), status FROM tickets WHERE status IN ('pending_client','resolved','closed');

ALTER TABLE clients ADD COLUMN tier TEXT;                    -- by it policies tell clients apart
