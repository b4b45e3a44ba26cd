-- When a client has asked a bot for a person, and when a person took the ticket or answered.
ALTER TABLE tickets ADD COLUMN person_wanted_at INTEGER;
ALTER TABLE tickets ADD COLUMN person_came_at INTEGER;
-- The place in the queue: tickets whose client waits for a person come before all others.
ALTER TABLE tickets ADD COLUMN queue_at INTEGER GENERATED ALWAYS AS
  (CASE WHEN person_wanted_at IS NOT NULL AND person_came_at IS NULL THEN person_wanted_at - 1000000000000000 ELSE opened_at END) VIRTUAL;
CREATE INDEX tickets_person_wanted ON tickets(id)
  WHERE person_wanted_at IS NOT NULL AND person_came_at IS NULL AND is_open;
-- Open tickets that nobody has, in the order of the queue.
CREATE INDEX tickets_queue_order ON tickets(queue_at, id) WHERE person_id IS NULL AND is_open;

-- All tickets in the order of the last message, by status.
CREATE INDEX tickets_status_last ON tickets(status, last_message_at, id);
-- A person's open tickets, which are few.
CREATE INDEX tickets_person_open ON tickets(person_id, id) WHERE person_id IS NOT NULL AND is_open;
