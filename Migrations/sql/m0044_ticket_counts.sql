-- How many tickets there are of each status: of each team, of each team's queue (those that nobody has), and of each person. Each write of
-- a ticket keeps them by difference. A trigger would do so too, but makes SQLite keep a copy of every page that the ticket's row and
-- indexes touch, which costs more than the ticket itself.
CREATE TABLE ticket_sums (
  scope TEXT NOT NULL CHECK (scope IN ('team','queue','person')),
  id INTEGER NOT NULL,               -- of the team or the person
  status TEXT NOT NULL,
  tickets INTEGER NOT NULL CHECK (tickets >= 0),
  person_wanted INTEGER NOT NULL CHECK (person_wanted >= 0),  -- open, and the client waits for a person
  breached INTEGER NOT NULL CHECK (breached >= 0),            -- open, and a target was missed
  PRIMARY KEY (scope, id, status)
) STRICT, WITHOUT ROWID;

INSERT INTO ticket_sums (scope, id, status, tickets, person_wanted, breached)
SELECT s.scope, CASE s.scope WHEN 'person' THEN t.person_id ELSE t.team_id END, t.status, count(*),
  sum(t.person_wanted_at IS NOT NULL AND t.person_came_at IS NULL AND t.is_open), sum(t.breached AND t.is_open)
FROM tickets t JOIN (SELECT 'team' AS scope UNION ALL SELECT 'queue' UNION ALL SELECT 'person') s
WHERE s.scope = 'team' OR (s.scope = 'queue') = (t.person_id IS NULL)
GROUP BY 1, 2, 3;

-- Filters and order of a list of tickets that somebody keeps under a name.
CREATE TABLE ticket_views (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,               -- as in the address of the list
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ticket_views_user ON ticket_views(user_id, id);
CREATE INDEX ticket_views_shared ON ticket_views(id) WHERE shared = 1;
