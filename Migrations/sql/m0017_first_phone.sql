-- Most cards have exactly one phone: the first lies in the card's own row, and a bit of `extras` (16) says that there are more to read.
ALTER TABLE clients ADD COLUMN phone TEXT;   -- the first of client_phones; NULL: there is none
UPDATE clients SET
  phone = (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1),
  extras = extras | 16 * ((SELECT count(*) FROM client_phones WHERE client_id = clients.id) > 1)
  WHERE id IN (SELECT client_id FROM client_phones);

-- A card that has a phone already gets the bit with the next one. Where nothing changes, the card is not written.
CREATE TRIGGER client_phones_extra AFTER INSERT ON client_phones BEGIN
  UPDATE clients SET extras = extras | 16 * (phone IS NOT NULL),
    phone = (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1)
  WHERE id = NEW.client_id AND (phone IS NULL OR extras & 16 = 0
    OR phone IS NOT (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1));
END;
CREATE TRIGGER client_phones_moved AFTER UPDATE OF client_id, phone, position ON client_phones BEGIN
  UPDATE clients SET extras = extras | 16
  WHERE id = NEW.client_id AND NEW.client_id <> OLD.client_id AND phone IS NOT NULL AND extras & 16 = 0;
  UPDATE clients SET phone = (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1)
  WHERE id IN (OLD.client_id, NEW.client_id)
    AND phone IS NOT (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1);
END;
CREATE TRIGGER client_phones_gone AFTER DELETE ON client_phones BEGIN
  UPDATE clients SET phone = (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1)
  WHERE id = OLD.client_id
    AND phone IS NOT (SELECT phone FROM client_phones WHERE client_id = clients.id ORDER BY position, id LIMIT 1);
END;
