-- The price of a line is its payer's labour rate: it goes when that payer goes, whatever the rate has become since.
ALTER TABLE order_lines ADD COLUMN at_payer_rate INTEGER NOT NULL DEFAULT 0 CHECK (at_payer_rate IN (0, 1));
UPDATE order_lines SET at_payer_rate = 1 WHERE kind = 'labour' AND status = 'proposed' AND EXISTS (
  SELECT 1 FROM line_payers p JOIN clients c ON c.id = p.payer_client_id
  WHERE p.order_line_id = order_lines.id AND p.share_bp = 10000 AND c.labour_rate_minor = order_lines.unit_price_minor);
