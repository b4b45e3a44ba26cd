-- The number of the body, the frame or the chassis: what tells cars without a VIN, trailers and tractors apart.
ALTER TABLE vehicles ADD COLUMN body_number TEXT;
ALTER TABLE vehicles ADD COLUMN body_key TEXT;   -- in one alphabet, without signs
CREATE INDEX vehicles_body ON vehicles(body_key) WHERE body_key IS NOT NULL;
