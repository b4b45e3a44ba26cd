-- What an order says was in the car may name somebody, and so may the reason of an odometer reading. The first moves out of the events
-- into the side table that an erasure empties; the second is told by the reading itself. Of those who have been erased both go altogether.
DROP TRIGGER events_keep;
INSERT INTO event_personal (event_id, client_id, field, before, after)
SELECT e.id, e.client_id, 'completeness', json_extract(e.data, '$.changed.completeness[0]'),
  json_extract(e.data, '$.changed.completeness[1]')
FROM events e JOIN work_orders o ON o.id = e.work_order_id JOIN clients c ON c.id = o.client_id
WHERE e.type = 'work_order.changed' AND json_type(e.data, '$.changed.completeness') = 'array' AND e.client_id IS NOT NULL
  AND c.status <> 'erased';
UPDATE events SET data = json_set(json_remove(data, '$.changed.completeness'), '$.personal',
    json_insert(COALESCE(json_extract(data, '$.personal'), json('[]')), '$[#]', 'completeness'))
WHERE type = 'work_order.changed' AND json_type(data, '$.changed.completeness') = 'array';
UPDATE events SET data = json_remove(data, '$.reason')
WHERE type = 'vehicle.odometer_read' AND json_type(data, '$.reason') = 'text';
CREATE TRIGGER events_keep BEFORE UPDATE ON events
WHEN OLD.client_id IS NEW.client_id OR OLD.at IS NOT NEW.at OR OLD.data IS NOT NEW.data OR OLD.type IS NOT NEW.type OR OLD.user_id IS NOT NEW.user_id
BEGIN SELECT RAISE(ABORT, 'events are never edited'); END;

UPDATE work_orders SET completeness = substr(completeness, 1, 0)
WHERE client_id IN (SELECT id FROM clients WHERE status = 'erased') AND completeness <> '';
-- The days are UTC's here; a day more at either end makes up for it.
UPDATE odometer_readings SET reason = '' WHERE reason <> '' AND EXISTS (
  SELECT 1 FROM vehicle_owners o JOIN clients c ON c.id = o.client_id
  WHERE o.vehicle_id = odometer_readings.vehicle_id AND c.status = 'erased' AND at >= (o.from_on - 1) * 86400000
    AND (o.until_on IS NULL OR at < (o.until_on + 2) * 86400000));
