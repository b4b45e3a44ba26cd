-- What a change of an order leaves behind beside its own row: a new version, a complaint, an event. Here they lie side by side, so that
-- the change dirties one page for them and not three: a page goes to the log, to the disk and back into the file.
CREATE TABLE work_order_entries (
  work_order_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,         -- 0 the order's version, 1 a complaint, 2 an event
  entry_id INTEGER NOT NULL,     -- the id of the complaint or the event
  version INTEGER,
  PRIMARY KEY (work_order_id, kind, entry_id),
  CHECK ((kind = 0) = (version IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO work_order_entries (work_order_id, kind, entry_id, version)
  SELECT work_order_id, 0, 0, version FROM work_order_versions
  UNION ALL SELECT work_order_id, 1, id, NULL FROM complaints
  UNION ALL SELECT work_order_id, 2, id, NULL FROM events WHERE work_order_id IS NOT NULL
  ORDER BY 1, 2, 3;

DROP TRIGGER work_orders_version;
DROP TRIGGER work_orders_client_version;
DROP TABLE work_order_versions;
DROP INDEX complaints_order;
DROP INDEX events_work_order;

CREATE TRIGGER work_orders_version AFTER INSERT ON work_orders
BEGIN INSERT INTO work_order_entries (work_order_id, kind, entry_id, version) VALUES (NEW.id, 0, 0, 1); END;
CREATE TRIGGER work_orders_client_version AFTER UPDATE OF client_id ON work_orders
BEGIN UPDATE work_order_entries SET version = version + 1 WHERE work_order_id = NEW.id AND kind = 0; END;
CREATE TRIGGER complaints_entry AFTER INSERT ON complaints
BEGIN INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (NEW.work_order_id, 1, NEW.id); END;
CREATE TRIGGER complaints_no_entry AFTER DELETE ON complaints
BEGIN DELETE FROM work_order_entries WHERE work_order_id = OLD.work_order_id AND kind = 1 AND entry_id = OLD.id; END;
CREATE TRIGGER complaints_stay BEFORE UPDATE OF id, work_order_id ON complaints
BEGIN SELECT RAISE(ABORT, 'a complaint stays with its order'); END;
CREATE TRIGGER events_entry AFTER INSERT ON events WHEN NEW.work_order_id IS NOT NULL
BEGIN INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (NEW.work_order_id, 2, NEW.id); END;
