-- The earliest day for which something that has not come was announced: a line's own day, else its order's. NULL: nobody has said.
ALTER TABLE purchase_orders ADD COLUMN due_on INTEGER;
UPDATE purchase_orders SET due_on = (SELECT min(coalesce(l.expected_on, purchase_orders.expected_on)) FROM purchase_lines l
  WHERE l.purchase_order_id = purchase_orders.id AND l.quantity > l.received);
DROP INDEX purchase_orders_expected;
CREATE INDEX purchase_orders_due ON purchase_orders(due_on, id) WHERE sent_at IS NOT NULL AND closed_at IS NULL;
