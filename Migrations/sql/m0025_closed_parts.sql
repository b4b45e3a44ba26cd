-- An order that is closed waits for no part: something was issued to it, or nothing.
UPDATE work_orders SET parts_status = CASE WHEN EXISTS (SELECT 1 FROM order_lines l WHERE l.work_order_id = work_orders.id
    AND l.kind = 'part' AND l.client_supplied = 0 AND l.status IN ('proposed','approved','done') AND l.issued > 0)
  THEN 'issued' ELSE 'none' END
WHERE status = 'cancelled' AND parts_status <> 'none';

-- What the client brought is not sold, so it bears no VAT. Documents stand as they were issued.
UPDATE line_payers SET tax_category = 'none' WHERE order_line_id IN (SELECT id FROM order_lines WHERE client_supplied = 1);
UPDATE order_lines SET tax_category = 'none' WHERE client_supplied = 1;
