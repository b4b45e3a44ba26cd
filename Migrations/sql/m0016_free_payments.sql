-- Payments of which something is neither allocated nor refunded: a few of many. A query must repeat the condition as it stands.
CREATE INDEX payments_free ON payments(id) WHERE amount_minor - allocated_minor - refunded_minor > 0;
