-- Tickets: contacts of clients in any channel until they have an answer.
CREATE TABLE teams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,     -- folded
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
-- The team that is always there, so that no ticket is without one.
INSERT INTO teams (id, name, name_key, created_at) VALUES (1, 'Обслуживание', 'обслуживание', unixepoch() * 1000);

CREATE TABLE team_members (
  team_id INTEGER NOT NULL REFERENCES teams(id),
  user_id INTEGER NOT NULL REFERENCES users(id),
  PRIMARY KEY (team_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_members_user ON team_members(user_id);

CREATE TABLE channels (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('phone','email','chat','social','messenger','web','callback','walk_in')),
  name TEXT NOT NULL,
  address TEXT,                      -- the centre's own in this channel
  calendar_id INTEGER NOT NULL,
  team_id INTEGER NOT NULL REFERENCES teams(id),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','closed')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- The two newest secrets of a channel are valid, so that a program can be given the next one without a gap.
CREATE TABLE channel_secrets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES channels(id),
  hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX channel_secrets_channel ON channel_secrets(channel_id, id);

-- Those who write or call. A contact need not be a client yet.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  client_id INTEGER REFERENCES clients(id),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contacts_client ON contacts(client_id, id) WHERE client_id IS NOT NULL;

CREATE TABLE contact_addresses (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contacts(id),
  channel_id INTEGER NOT NULL,       -- 0: a telephone number or e-mail address, which means the same in every channel
  address TEXT NOT NULL,
  UNIQUE (channel_id, address)
) STRICT;
CREATE INDEX contact_addresses_contact ON contact_addresses(contact_id);

CREATE TABLE tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('question','complaint','request','praise')),
  status TEXT NOT NULL CHECK (status IN ('new','open','pending_client','on_hold','resolved','closed')),
  is_open INTEGER NOT NULL GENERATED ALWAYS AS (status IN ('new','open','pending_client','on_hold')) VIRTUAL,
  priority TEXT NOT NULL CHECK (priority IN ('low','normal','high','urgent')),
  subject TEXT NOT NULL,
  topic TEXT,
  channel_id INTEGER REFERENCES channels(id),
  channel_kind TEXT NOT NULL CHECK (channel_kind IN ('phone','email','chat','social','messenger','web','callback','walk_in')),
  team_id INTEGER NOT NULL REFERENCES teams(id),
  person_id INTEGER REFERENCES users(id),
  contact_id INTEGER NOT NULL REFERENCES contacts(id),
  client_id INTEGER REFERENCES clients(id),
  vehicle_id INTEGER REFERENCES vehicles(id),
  work_order_id INTEGER REFERENCES work_orders(id),
  follows_id INTEGER REFERENCES tickets(id),     -- the closed ticket that this one goes on from
  test INTEGER NOT NULL DEFAULT 0 CHECK (test IN (0, 1)),
  handovers INTEGER NOT NULL DEFAULT 0,
  messages INTEGER NOT NULL DEFAULT 0,
  last_client_message_id INTEGER NOT NULL DEFAULT 0,
  last_message_at INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  hold_until_at INTEGER,
  resolved_at INTEGER,
  closes_at INTEGER,                 -- until then a client's message opens the resolved ticket again
  closed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX tickets_status ON tickets(status, id);
CREATE INDEX tickets_open ON tickets(is_open, id);
CREATE INDEX tickets_kind ON tickets(kind, id);
CREATE INDEX tickets_priority ON tickets(priority, id);
CREATE INDEX tickets_channel_kind ON tickets(channel_kind, id);
CREATE INDEX tickets_topic ON tickets(topic, id) WHERE topic IS NOT NULL;
CREATE INDEX tickets_person ON tickets(person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX tickets_team ON tickets(team_id, id);
CREATE INDEX tickets_queue ON tickets(team_id, id) WHERE person_id IS NULL;
CREATE INDEX tickets_unassigned ON tickets(id) WHERE person_id IS NULL;
CREATE INDEX tickets_channel ON tickets(channel_id, id) WHERE channel_id IS NOT NULL;
CREATE INDEX tickets_contact ON tickets(contact_id, id);
CREATE INDEX tickets_client ON tickets(client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX tickets_vehicle ON tickets(vehicle_id, id) WHERE vehicle_id IS NOT NULL;
CREATE INDEX tickets_order ON tickets(work_order_id, id) WHERE work_order_id IS NOT NULL;
CREATE INDEX tickets_follows ON tickets(follows_id) WHERE follows_id IS NOT NULL;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  kind TEXT NOT NULL CHECK (kind IN ('in','out','note')),
  author TEXT NOT NULL CHECK (author IN ('client','user','bot')),
  user_id INTEGER REFERENCES users(id),
  contact_id INTEGER REFERENCES contacts(id),
  channel_id INTEGER REFERENCES channels(id),
  external_id TEXT,                  -- the channel's own id, known once
  conversation_id TEXT,
  from_address TEXT NOT NULL DEFAULT '',
  from_name TEXT,
  from_phone TEXT,
  from_email TEXT,
  text TEXT NOT NULL,
  flags TEXT NOT NULL DEFAULT '',    -- what is wrong with it, words with spaces between them
  sent_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX messages_external ON messages(channel_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX messages_ticket ON messages(ticket_id, id);
CREATE INDEX messages_contact ON messages(contact_id) WHERE contact_id IS NOT NULL;

-- The newest ticket of each contact's conversation in a channel.
CREATE TABLE conversations (
  channel_id INTEGER NOT NULL,
  conversation_id TEXT NOT NULL,
  contact_id INTEGER NOT NULL,
  ticket_id INTEGER NOT NULL,
  PRIMARY KEY (channel_id, conversation_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_contact ON conversations(contact_id);
