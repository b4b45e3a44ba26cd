-- A trigger makes SQLite copy every page that the statement changes, so that it could undo half of it. What is written with nearly every
-- deed, the entry of a complaint or an event, is therefore written by the desk itself; `check` compares the entries with their tables.
DROP TRIGGER complaints_entry;
DROP TRIGGER events_entry;

-- No complaint is deleted, as no event is: the highest id is the last one given, and need not be looked up and kept elsewhere.
DROP TRIGGER complaints_no_entry;
CREATE TRIGGER complaints_remain BEFORE DELETE ON complaints BEGIN SELECT RAISE(ABORT, 'complaints are never deleted'); END;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'INTEGER PRIMARY KEY AUTOINCREMENT', 'INTEGER PRIMARY KEY')
  WHERE type = 'table' AND name IN ('events', 'complaints');
PRAGMA writable_schema = RESET;
DELETE FROM sqlite_sequence WHERE name IN ('events', 'complaints');
