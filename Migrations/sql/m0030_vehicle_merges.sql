-- Two cards of one car become one, as two cards of one client do.
ALTER TABLE vehicles ADD COLUMN merged_into_id INTEGER REFERENCES vehicles(id);
CREATE INDEX vehicles_merged ON vehicles(merged_into_id) WHERE merged_into_id IS NOT NULL;

-- A merged card keeps its VIN, for an undoing gives it back; of the cards that stand, each has its own.
DROP INDEX vehicles_vin;
CREATE UNIQUE INDEX vehicles_vin ON vehicles(vin) WHERE vin IS NOT NULL AND merged_into_id IS NULL;

CREATE TABLE vehicle_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survivor_id INTEGER NOT NULL REFERENCES vehicles(id),
  merged_id INTEGER NOT NULL REFERENCES vehicles(id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  undone_at INTEGER
) STRICT;
CREATE INDEX vehicle_merges_survivor ON vehicle_merges(survivor_id);
CREATE INDEX vehicle_merges_merged ON vehicle_merges(merged_id);
-- Exactly what a merge moved, row by row; of `vehicles.vin` and the like, which fields the survivor took over;
-- of `vehicle_owners.until_on`, whose time was ended by it.
CREATE TABLE vehicle_merge_moves (
  merge_id INTEGER NOT NULL REFERENCES vehicle_merges(id),
  place TEXT NOT NULL,            -- 'work_orders.vehicle_id'
  row_id INTEGER NOT NULL,
  PRIMARY KEY (merge_id, place, row_id)
) STRICT, WITHOUT ROWID;

-- Of an event only whose it is may change, its client's or its car's: by a merge.
DROP TRIGGER events_keep;
CREATE TRIGGER events_keep BEFORE UPDATE ON events
WHEN (OLD.client_id IS NEW.client_id AND OLD.vehicle_id IS NEW.vehicle_id)
  OR OLD.at IS NOT NEW.at OR OLD.data IS NOT NEW.data OR OLD.type IS NOT NEW.type OR OLD.user_id IS NOT NEW.user_id
BEGIN SELECT RAISE(ABORT, 'events are never edited'); END;
