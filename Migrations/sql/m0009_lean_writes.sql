-- What nearly every change writes, and what it dirties: a page of 4 KiB goes to the log, to the disk and back into the file for each row
-- that lies alone on its page.

-- The version of an order, apart from the order: a row of two numbers shares its page with some five hundred others.
CREATE TABLE work_order_versions (
  work_order_id INTEGER PRIMARY KEY REFERENCES work_orders(id),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO work_order_versions (work_order_id, version) SELECT id, version FROM work_orders;
ALTER TABLE work_orders DROP COLUMN version;
CREATE TRIGGER work_orders_version AFTER INSERT ON work_orders
BEGIN INSERT INTO work_order_versions (work_order_id, version) VALUES (NEW.id, 1); END;
CREATE TRIGGER work_orders_client_version AFTER UPDATE OF client_id ON work_orders
BEGIN UPDATE work_order_versions SET version = version + 1 WHERE work_order_id = NEW.id; END;

-- An event of an order lies in the order's timeline; those of its client and its car find it there by way of the order.
-- Only what has no order, or may belong to another client than the order's (a payer), is filed by client and car as well.
DROP INDEX events_client;
DROP INDEX events_vehicle;
CREATE INDEX events_client ON events(client_id, id)
  WHERE client_id IS NOT NULL AND (work_order_id IS NULL OR subject IN ('document', 'payment'));
CREATE INDEX events_vehicle ON events(vehicle_id, id) WHERE vehicle_id IS NOT NULL AND work_order_id IS NULL;

-- What else there is to read of a card or an order. A bit once set stays set: it says that looking is worth a statement.
ALTER TABLE clients ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;
UPDATE clients SET extras = EXISTS (SELECT 1 FROM client_emails WHERE client_id = clients.id)
  + 2 * EXISTS (SELECT 1 FROM client_tags WHERE client_id = clients.id)
  + 4 * EXISTS (SELECT 1 FROM consents WHERE client_id = clients.id)
  + 8 * EXISTS (SELECT 1 FROM proxies WHERE client_id = clients.id);
CREATE TRIGGER client_emails_extra AFTER INSERT ON client_emails
BEGIN UPDATE clients SET extras = extras | 1 WHERE id = NEW.client_id AND extras & 1 = 0; END;
CREATE TRIGGER client_emails_moved AFTER UPDATE OF client_id ON client_emails
BEGIN UPDATE clients SET extras = extras | 1 WHERE id = NEW.client_id AND extras & 1 = 0; END;
CREATE TRIGGER client_tags_extra AFTER INSERT ON client_tags
BEGIN UPDATE clients SET extras = extras | 2 WHERE id = NEW.client_id AND extras & 2 = 0; END;
CREATE TRIGGER client_tags_moved AFTER UPDATE OF client_id ON client_tags
BEGIN UPDATE clients SET extras = extras | 2 WHERE id = NEW.client_id AND extras & 2 = 0; END;
CREATE TRIGGER consents_extra AFTER INSERT ON consents
BEGIN UPDATE clients SET extras = extras | 4 WHERE id = NEW.client_id AND extras & 4 = 0; END;
CREATE TRIGGER consents_moved AFTER UPDATE OF client_id ON consents
BEGIN UPDATE clients SET extras = extras | 4 WHERE id = NEW.client_id AND extras & 4 = 0; END;
CREATE TRIGGER proxies_extra AFTER INSERT ON proxies
BEGIN UPDATE clients SET extras = extras | 8 WHERE id = NEW.client_id AND extras & 8 = 0; END;
CREATE TRIGGER proxies_moved AFTER UPDATE OF client_id ON proxies
BEGIN UPDATE clients SET extras = extras | 8 WHERE id = NEW.client_id AND extras & 8 = 0; END;

ALTER TABLE work_orders ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;
UPDATE work_orders SET
  extras = EXISTS (SELECT 1 FROM order_lines l JOIN line_payers p ON p.order_line_id = l.id WHERE l.work_order_id = work_orders.id)
  + 2 * EXISTS (SELECT 1 FROM order_lines l JOIN line_mechanics m ON m.order_line_id = l.id WHERE l.work_order_id = work_orders.id)
  + 4 * EXISTS (SELECT 1 FROM estimates WHERE work_order_id = work_orders.id);
CREATE TRIGGER line_payers_extra AFTER INSERT ON line_payers BEGIN
  UPDATE work_orders SET extras = extras | 1
  WHERE id = (SELECT work_order_id FROM order_lines WHERE id = NEW.order_line_id) AND extras & 1 = 0;
END;
CREATE TRIGGER line_mechanics_extra AFTER INSERT ON line_mechanics BEGIN
  UPDATE work_orders SET extras = extras | 2
  WHERE id = (SELECT work_order_id FROM order_lines WHERE id = NEW.order_line_id) AND extras & 2 = 0;
END;
CREATE TRIGGER estimates_extra AFTER INSERT ON estimates
BEGIN UPDATE work_orders SET extras = extras | 4 WHERE id = NEW.work_order_id AND extras & 4 = 0; END;
