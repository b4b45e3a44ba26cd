-- A coverage check keeps the cap and the deductible that it found, as it keeps the share: a later change of the coverage does not reach the order.
ALTER TABLE coverage_checks ADD COLUMN cap_minor INTEGER CHECK (cap_minor >= 0);   -- NULL: no cap
ALTER TABLE coverage_checks ADD COLUMN deductible_minor INTEGER NOT NULL DEFAULT 0;
UPDATE coverage_checks SET cap_minor = (SELECT c.cap_minor FROM coverages c WHERE c.id = coverage_id),
  deductible_minor = (SELECT c.deductible_minor FROM coverages c WHERE c.id = coverage_id) WHERE coverage_id IS NOT NULL;
