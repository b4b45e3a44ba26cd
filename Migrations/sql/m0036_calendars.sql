-- Calendars of working time. Hours are `09:00-13:00 14:00-18:00`, dates `2026-03-09`, the entries of a list stand between semicolons.
-- Calendar 1 is the centre's; the server enters it from its configuration.
CREATE TABLE calendars (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,           -- IANA name
  week TEXT NOT NULL,                -- mon 09:00-13:00 14:00-18:00; tue …
  holidays TEXT NOT NULL,            -- dates
  breaks TEXT NOT NULL,              -- dates, each with the hours that are taken out
  overrides TEXT NOT NULL,           -- dates with hours of their own; without hours the date is closed
  working_days TEXT NOT NULL,        -- days off that are worked because a day off was moved
  short_days TEXT NOT NULL,          -- dates, each with the minutes by which it is shorter
  production_calendar INTEGER NOT NULL CHECK (production_calendar IN (0, 1)),   -- 1: the dates of the centre's production calendar apply too
  digest BLOB NOT NULL,              -- of the rules: computed hours are used until it changes
  production_digest BLOB,            -- of the production calendar that this calendar was last told of
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
