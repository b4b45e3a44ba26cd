-- What of a payment came before its invoice, in minor units: the VAT of an advance is reckoned on it, and goes back with it by its share.
ALTER TABLE payments ADD COLUMN advance_minor INTEGER NOT NULL DEFAULT 0;
-- Of those taken so far the VAT and its rate tell it, to a few minor units.
UPDATE payments SET advance_minor = CASE WHEN vat_rate_bp > 0 THEN vat_minor * (10000 + vat_rate_bp) / vat_rate_bp ELSE amount_minor END
  WHERE advance = 1;
