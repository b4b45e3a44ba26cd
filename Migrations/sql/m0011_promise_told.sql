-- A date the client agreed to is moved later with the client's word alone: how the client, or a proxy, heard of it.
ALTER TABLE promises ADD COLUMN client_told TEXT CHECK (client_told IN ('in_person','phone','message','link'));
ALTER TABLE promises ADD COLUMN proxy_id INTEGER REFERENCES proxies(id);

-- Reasons and notes in people's own words may name somebody: like other personal values they move out of the events into the side table
-- that an erasure empties. Of those who have been erased already they go altogether.
DROP TRIGGER events_keep;
INSERT INTO event_personal (event_id, client_id, field, before, after)
SELECT e.id, e.client_id, w.key, NULL, w.atom
FROM events e JOIN json_each(e.data) w JOIN clients c ON c.id = e.client_id
WHERE e.type IN ('work_order.opened','work_order.promised','work_order.reworked','work_order.cancelled','order_line.resumed',
    'order_line.claim_refused','order_line.returned','quality_check.passed','quality_check.failed','document.issued','document.credited',
    'payment.refunded')
  AND w.key IN ('reason','note','override_reason') AND w.type = 'text' AND c.status <> 'erased'
  AND NOT EXISTS (SELECT 1 FROM work_orders o JOIN clients a ON a.id = o.client_id WHERE o.id = e.work_order_id AND a.status = 'erased');
UPDATE events SET data = json_set(json_remove(data, '$.reason', '$.note', '$.override_reason'), '$.personal', json(
    (SELECT json_group_array(field) FROM (SELECT value AS field FROM json_each(data, '$.personal') UNION
      SELECT key FROM json_each(data) WHERE key IN ('reason','note','override_reason') AND type = 'text'))))
WHERE client_id IS NOT NULL
  AND type IN ('work_order.opened','work_order.promised','work_order.reworked','work_order.cancelled','order_line.resumed',
    'order_line.claim_refused','order_line.returned','quality_check.passed','quality_check.failed','document.issued','document.credited',
    'payment.refunded')
  AND COALESCE(json_extract(data, '$.reason'), json_extract(data, '$.note'), json_extract(data, '$.override_reason')) IS NOT NULL;
CREATE TRIGGER events_keep BEFORE UPDATE ON events
WHEN OLD.client_id IS NEW.client_id OR OLD.at IS NOT NEW.at OR OLD.data IS NOT NEW.data OR OLD.type IS NOT NEW.type OR OLD.user_id IS NOT NEW.user_id
BEGIN SELECT RAISE(ABORT, 'events are never edited'); END;

-- Of the ledger only a reason may go.
DROP TRIGGER stock_moves_keep;
CREATE TRIGGER stock_moves_keep BEFORE UPDATE ON stock_moves
WHEN NEW.reason IS NOT '' OR (OLD.id, OLD.part_id, OLD.location_id, OLD.kind, OLD.quantity, OLD.cost_minor, OLD.at)
    IS NOT (NEW.id, NEW.part_id, NEW.location_id, NEW.kind, NEW.quantity, NEW.cost_minor, NEW.at)
  OR (OLD.order_line_id, OLD.purchase_line_id, OLD.document, OLD.user_id)
    IS NOT (NEW.order_line_id, NEW.purchase_line_id, NEW.document, NEW.user_id)
BEGIN SELECT RAISE(ABORT, 'the stock ledger is never edited'); END;
