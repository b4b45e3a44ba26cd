-- An import told old and new purchase prices in its events, which people read who may not see costs: that it changed is said, not what to.
DROP TRIGGER events_keep;
UPDATE events SET data = json_set(json_remove(data, '$.changed.purchase_price_minor'), '$.purchase_price_changed', json('true'))
WHERE type = 'part.changed' AND json_type(data, '$.changed.purchase_price_minor') IS NOT NULL;
UPDATE events SET data = json_remove(data, '$.changed')
WHERE type = 'part.changed' AND json_extract(data, '$.changed') = '{}' AND json_extract(data, '$.purchase_price_changed');
CREATE TRIGGER events_keep BEFORE UPDATE ON events
WHEN OLD.client_id IS NEW.client_id OR OLD.at IS NOT NEW.at OR OLD.data IS NOT NEW.data OR OLD.type IS NOT NEW.type OR OLD.user_id IS NOT NEW.user_id
BEGIN SELECT RAISE(ABORT, 'events are never edited'); END;
