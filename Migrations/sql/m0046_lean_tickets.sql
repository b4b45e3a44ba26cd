-- Fewer pages and less work for each message of a ticket, and lists whose cost does not grow with the tickets.

-- SQLite builds a table for `IN` with three values or more each time that a row is checked, so the conditions compare one by one. A check
-- can be written anew in the schema, because it does not change what is stored.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql,
  'kind IN (''question'',''complaint'',''request'',''praise'')',
  'kind = ''question'' OR kind = ''complaint'' OR kind = ''request'' OR kind = ''praise'''),
  'status IN (''new'',''open'',''pending_client'',''on_hold'',''resolved'',''closed'')',
  'status = ''new'' OR status = ''open'' OR status = ''pending_client'' OR status = ''on_hold'' OR status = ''resolved'' OR status = ''closed'''),
  'priority IN (''low'',''normal'',''high'',''urgent'')',
  'priority = ''normal'' OR priority = ''low'' OR priority = ''high'' OR priority = ''urgent'''),
  'channel_kind IN (''phone'',''email'',''chat'',''social'',''messenger'',''web'',''callback'',''walk_in'')',
  'channel_kind = ''messenger'' OR channel_kind = ''email'' OR channel_kind = ''phone'' OR channel_kind = ''chat'' OR channel_kind = ''web''
    OR channel_kind = ''social'' OR channel_kind = ''walk_in'' OR channel_kind = ''callback''')
  WHERE type = 'table' AND name = 'tickets';
UPDATE sqlite_schema SET sql = replace(replace(sql,
  'kind IN (''in'',''out'',''note'')', 'kind = ''in'' OR kind = ''out'' OR kind = ''note'''),
  'author IN (''client'',''user'',''bot'')', 'author = ''client'' OR author = ''user'' OR author = ''bot''')
  WHERE type = 'table' AND name = 'messages';
UPDATE sqlite_schema SET sql = replace(replace(sql,
  'kind IN (''first_response'',''next_response'',''resolution'')',
  'kind = ''first_response'' OR kind = ''next_response'' OR kind = ''resolution'''),
  'state IN (''running'',''paused'',''met'',''dropped'')',
  'state = ''running'' OR state = ''paused'' OR state = ''met'' OR state = ''dropped''')
  WHERE type = 'table' AND name = 'sla_clocks';
UPDATE sqlite_schema SET sql = replace(sql,
  'scope IN (''team'',''queue'',''person'')', 'scope = ''team'' OR scope = ''queue'' OR scope = ''person''')
  WHERE type = 'table' AND name = 'ticket_sums';
PRAGMA writable_schema = RESET;

-- Whether a ticket is open, for the same reason.
DROP INDEX tickets_open;
DROP INDEX tickets_person_wanted;
DROP INDEX tickets_queue_order;
DROP INDEX tickets_person_open;
ALTER TABLE tickets DROP COLUMN is_open;
ALTER TABLE tickets ADD COLUMN is_open INTEGER GENERATED ALWAYS AS (status <> 'resolved' AND status <> 'closed') VIRTUAL;
CREATE INDEX tickets_open ON tickets(is_open, id);
CREATE INDEX tickets_person_wanted ON tickets(id) WHERE person_wanted_at IS NOT NULL AND person_came_at IS NULL AND is_open;
CREATE INDEX tickets_person_open ON tickets(person_id, id) WHERE person_id IS NOT NULL AND is_open;

-- By status, so that a list of one status passes no other: open tickets that nobody has, in the order of the queue, and those with a
-- running clock, in the order of their due moments.
CREATE INDEX tickets_queue_order ON tickets(status, queue_at, id) WHERE person_id IS NULL AND is_open;
DROP INDEX tickets_due;
CREATE INDEX tickets_due ON tickets(status, due_at, id) WHERE due_at IS NOT NULL;
-- A team's open tickets that nobody has, in the order of the last message.
CREATE INDEX tickets_queue_last ON tickets(team_id, last_message_at, id) WHERE person_id IS NULL AND is_open;
-- The tickets of a time.
CREATE INDEX tickets_opened ON tickets(opened_at, id);

-- Policies are never deleted, and nothing asks for the clocks of one.
DROP INDEX sla_clocks_policy;
-- One index finds all clocks of a ticket and the live ones.
DROP INDEX sla_clocks_live;
DROP INDEX sla_clocks_ticket;
CREATE INDEX sla_clocks_ticket ON sla_clocks(ticket_id, state);

-- Messages of a contact in a ticket of somebody else, as after a merge. All others are found by the contact's tickets, and those that a merge
-- has moved by `ticket_merge_moves`.
ALTER TABLE messages ADD COLUMN guest INTEGER NOT NULL DEFAULT 0 CHECK (guest = 0 OR guest = 1);
DROP INDEX messages_contact;
UPDATE messages SET guest = 1 WHERE contact_id <> (SELECT contact_id FROM tickets WHERE id = ticket_id);
CREATE INDEX messages_guest ON messages(contact_id) WHERE guest = 1;
