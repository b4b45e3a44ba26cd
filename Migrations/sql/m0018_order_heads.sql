-- What a change beside an order has to know of it lies with the order's version: whose it is, which car it is for, whether it is closed.
-- So a new complaint, which writes on that page anyway, reads no row of work_orders, which lies on a page of its own.
ALTER TABLE work_order_entries ADD COLUMN client_id INTEGER;   -- these three only in rows of kind 0
ALTER TABLE work_order_entries ADD COLUMN vehicle_id INTEGER;
ALTER TABLE work_order_entries ADD COLUMN closed INTEGER CHECK (closed IN (0,1));   -- work_orders.closed_at is not NULL
UPDATE work_order_entries SET client_id = o.client_id, vehicle_id = o.vehicle_id, closed = o.closed_at IS NOT NULL
  FROM work_orders o WHERE work_order_entries.kind = 0 AND work_order_entries.work_order_id = o.id;

DROP TRIGGER work_orders_version;
DROP TRIGGER work_orders_client_version;
CREATE TRIGGER work_orders_head AFTER INSERT ON work_orders BEGIN
  INSERT INTO work_order_entries (work_order_id, kind, entry_id, version, client_id, vehicle_id, closed)
  VALUES (NEW.id, 0, 0, 1, NEW.client_id, NEW.vehicle_id, NEW.closed_at IS NOT NULL);
END;
CREATE TRIGGER work_orders_head_whose AFTER UPDATE OF client_id, vehicle_id ON work_orders
WHEN NEW.client_id <> OLD.client_id OR NEW.vehicle_id <> OLD.vehicle_id BEGIN
  UPDATE work_order_entries SET version = version + 1, client_id = NEW.client_id, vehicle_id = NEW.vehicle_id
  WHERE work_order_id = NEW.id AND kind = 0;
END;
CREATE TRIGGER work_orders_head_closed AFTER UPDATE OF closed_at ON work_orders
WHEN (NEW.closed_at IS NULL) <> (OLD.closed_at IS NULL) BEGIN
  UPDATE work_order_entries SET closed = NEW.closed_at IS NOT NULL WHERE work_order_id = NEW.id AND kind = 0;
END;

-- Nor does SQLite look there once more for the complaint's order: whoever adds one has read the order's head. What the key has kept from
-- the other side, that no order goes away beneath its complaints, holds for every order; `check` tells of a complaint without one.
CREATE TRIGGER work_orders_remain BEFORE DELETE ON work_orders BEGIN SELECT RAISE(ABORT, 'orders are never deleted'); END;
CREATE TRIGGER work_orders_stay BEFORE UPDATE OF id ON work_orders WHEN NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'an order keeps its id'); END;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'work_order_id INTEGER NOT NULL REFERENCES work_orders(id)', 'work_order_id INTEGER NOT NULL')
  WHERE type = 'table' AND name = 'complaints';
PRAGMA writable_schema = RESET;
