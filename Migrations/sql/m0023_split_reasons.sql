-- Why a payer is billed with what: what a coverage's deductible, and what is above its cap, took off the share of a line, or (the client's)
-- added to it. On documents the full price of the line too, so that what is printed adds up.
ALTER TABLE line_payers ADD COLUMN deductible_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE line_payers ADD COLUMN cap_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document_lines ADD COLUMN full_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document_lines ADD COLUMN deductible_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document_lines ADD COLUMN cap_minor INTEGER NOT NULL DEFAULT 0;

-- Of lines issued so far: the full price by the rule of the house, quantity × price and the discount of that, each rounded half away from
-- zero. What was moved between payers is told as the cap's: which of the two it was is not on record.
DROP TRIGGER document_lines_keep;
UPDATE document_lines SET full_minor = CASE WHEN quantity < 0 THEN -1 ELSE 1 END * (
  (abs(quantity) * unit_price_minor + 500) / 1000 - ((abs(quantity) * unit_price_minor + 500) / 1000 * discount_bp + 5000) / 10000);
UPDATE document_lines SET cap_minor = gross_minor - full_minor * share_bp / 10000
  WHERE abs(gross_minor - full_minor * share_bp / 10000) > 1;
CREATE TRIGGER document_lines_keep BEFORE UPDATE ON document_lines BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;
