-- Which other orders are open on a car: asked with every whole order.
CREATE INDEX work_orders_open ON work_orders(vehicle_id, id, number, closed_at) WHERE closed_at IS NULL;
