-- The centre pays only by a coverage that a manager entered or confirmed. Whoever wrote the terms of the older ones last is in the history;
-- a repair warranty comes of a delivery, not of a hand.
ALTER TABLE coverages ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 1 CHECK (confirmed IN (0,1));
UPDATE coverages SET confirmed = 0, version = version + 1
WHERE payer_role = 'company' AND order_line_id IS NULL AND (
  SELECT u.role FROM events e JOIN users u ON u.id = e.user_id
  WHERE e.subject = 'coverage' AND e.subject_id = coverages.id AND e.type IN ('coverage.created','coverage.changed') ORDER BY e.id DESC LIMIT 1
) NOT IN ('manager','admin');

-- What an advisor takes off a line that no catalogue prices is reckoned from the highest price it had until the client agreed to it.
ALTER TABLE order_lines ADD COLUMN base_price_minor INTEGER CHECK (base_price_minor >= 0);   -- NULL: its price as it is
UPDATE order_lines SET base_price_minor = max(unit_price_minor,
  COALESCE((SELECT max(i.unit_price_minor) FROM estimate_lines i WHERE i.order_line_id = order_lines.id), 0))
WHERE status IN ('proposed','approved','declined');
