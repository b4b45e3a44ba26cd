-- Everything that is sent from here to somebody outside, once each.
CREATE TABLE dispatches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL CHECK (purpose = 'answer' OR purpose = 'survey' OR purpose = 'notice'),
  way TEXT NOT NULL CHECK (way = 'mail' OR way = 'hook'),
  lane INTEGER NOT NULL,             -- 0: mails; else the channel of a hook
  channel_id INTEGER REFERENCES channels(id),
  message_id INTEGER REFERENCES messages(id),
  client_id INTEGER REFERENCES clients(id),
  user_id INTEGER REFERENCES users(id),
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,                -- empty: that of the message
  mail_id TEXT,
  status TEXT NOT NULL DEFAULT 'queued' CHECK (status = 'queued' OR status = 'sent' OR status = 'delivered' OR status = 'failed' OR status = 'taken_back'),
  attempts INTEGER NOT NULL DEFAULT 0,
  under_way INTEGER NOT NULL DEFAULT 0 CHECK (under_way = 0 OR under_way = 1),
  first_at INTEGER,
  due_at INTEGER NOT NULL,
  result TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX dispatches_waiting ON dispatches(lane, due_at, id) WHERE status = 'queued';
CREATE INDEX dispatches_status ON dispatches(status, id);
CREATE UNIQUE INDEX dispatches_message ON dispatches(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX dispatches_client ON dispatches(client_id) WHERE client_id IS NOT NULL;
CREATE INDEX dispatches_user ON dispatches(user_id, created_at) WHERE user_id IS NOT NULL;

-- What became of an answer on its way to the client; null: it is not sent from here.
ALTER TABLE messages ADD COLUMN delivery TEXT
  CHECK (delivery IS NULL OR delivery = 'queued' OR delivery = 'sent' OR delivery = 'delivered'
    OR delivery = 'failed' OR delivery = 'taken_back');
-- Where the sender of a mail wants answers, if not at the sender's own address.
ALTER TABLE messages ADD COLUMN reply_to TEXT;

-- The way out of a channel: what stands below its mails, or the program that is told of answers.
ALTER TABLE channels ADD COLUMN signature TEXT;
ALTER TABLE channels ADD COLUMN hook_url TEXT;
ALTER TABLE channels ADD COLUMN hook_secret TEXT;

-- The time since which mails to an address come back.
ALTER TABLE contact_addresses ADD COLUMN failed_at INTEGER;

-- How an employee wants to hear of tickets. The id is that of the user.
CREATE TABLE notice_settings (
  id INTEGER PRIMARY KEY REFERENCES users(id),
  email TEXT,
  english INTEGER NOT NULL CHECK (english = 0 OR english = 1),
  mention TEXT NOT NULL CHECK (mention = 'off' OR mention = 'mail' OR mention = 'digest'),
  assignment TEXT NOT NULL CHECK (assignment = 'off' OR assignment = 'mail' OR assignment = 'digest'),
  breach TEXT NOT NULL CHECK (breach = 'off' OR breach = 'mail' OR breach = 'digest'),
  failure TEXT NOT NULL CHECK (failure = 'off' OR failure = 'mail' OR failure = 'digest'),
  digest_minute INTEGER NOT NULL CHECK (digest_minute BETWEEN 0 AND 1439)
) STRICT;
-- What waits for a digest.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users(id),
  ticket_id INTEGER NOT NULL REFERENCES tickets(id),
  kind TEXT NOT NULL CHECK (kind = 'mention' OR kind = 'assignment' OR kind = 'breach' OR kind = 'failure'),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_user ON notices(user_id, id);

-- Texts for answers.
CREATE TABLE reply_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
