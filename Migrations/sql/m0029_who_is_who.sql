-- By which paper somebody who is neither the client nor a proxy was identified when the car was handed over.
ALTER TABLE work_orders ADD COLUMN collected_identified_by TEXT;

-- A card of the same name and birthday may be the same person's.
CREATE INDEX clients_birth ON clients(birth_on) WHERE birth_on IS NOT NULL;
