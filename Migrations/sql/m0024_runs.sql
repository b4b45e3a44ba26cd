-- What a car has run is what all its instrument clusters together have shown. A changed cluster names the old one's last reading and the
-- new one's first; where it does not, the reading before stands for the first, and for the second what it shows itself, or 0 where the car
-- came in with less than it had.
ALTER TABLE odometer_readings ADD COLUMN old_km INTEGER CHECK (old_km >= 0);
ALTER TABLE odometer_readings ADD COLUMN first_km INTEGER CHECK (first_km >= 0);
ALTER TABLE vehicles ADD COLUMN run_km INTEGER;               -- NULL: as odometer_km
ALTER TABLE work_orders ADD COLUMN run_km INTEGER;            -- NULL: as odometer_km
ALTER TABLE work_orders ADD COLUMN jump_from_km INTEGER;      -- the reading before, where this one is an improbable jump from it
ALTER TABLE work_orders ADD COLUMN jump_from_at INTEGER;

CREATE TABLE runs AS
WITH seen AS (
  SELECT id, vehicle_id, km, at, kind, source, work_order_id, lag(km) OVER (PARTITION BY vehicle_id ORDER BY at, id) AS before
  FROM odometer_readings WHERE vehicle_id IN (SELECT vehicle_id FROM odometer_readings WHERE kind = 'cluster_change')
), shifts AS (
  SELECT *, CASE WHEN kind = 'cluster_change' AND before IS NOT NULL
    THEN before - CASE WHEN source = 'intake' AND km < before THEN 0 ELSE km END ELSE 0 END AS shift
  FROM seen
)
SELECT id, vehicle_id, at, work_order_id, max(0, km + sum(shift) OVER (PARTITION BY vehicle_id ORDER BY at, id)) AS run FROM shifts;
UPDATE vehicles SET version = version + 1, run_km = (SELECT run FROM runs WHERE vehicle_id = vehicles.id ORDER BY at DESC, id DESC LIMIT 1)
WHERE id IN (SELECT vehicle_id FROM runs);
UPDATE work_orders SET run_km = runs.run FROM runs WHERE runs.work_order_id = work_orders.id;
-- A repair warranty was reckoned from what the new cluster showed.
UPDATE coverages SET version = version + 1, until_km = max(0, until_km + o.run_km - o.odometer_km)
FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
WHERE coverages.order_line_id = l.id AND coverages.until_km IS NOT NULL AND o.run_km <> o.odometer_km;
DROP TABLE runs;
