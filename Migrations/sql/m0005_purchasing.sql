CREATE TABLE purchase_orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES suppliers(id),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','sent','partly_received','received','cancelled')),
  expected_on INTEGER,
  note TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  closed_at INTEGER,
  cancel_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX purchase_orders_status ON purchase_orders(status, id);
CREATE INDEX purchase_orders_supplier ON purchase_orders(supplier_id, id);
CREATE INDEX purchase_orders_expected ON purchase_orders(expected_on, id) WHERE sent_at IS NOT NULL AND closed_at IS NULL;

CREATE TABLE purchase_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purchase_order_id INTEGER NOT NULL REFERENCES purchase_orders(id),
  part_id INTEGER NOT NULL REFERENCES parts(id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),   -- good units, substitutes included
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),       -- for one unit
  expected_on INTEGER,                                         -- NULL: the order's
  first_received_at INTEGER
) STRICT;
CREATE INDEX purchase_lines_order ON purchase_lines(purchase_order_id, id);
CREATE INDEX purchase_lines_part ON purchase_lines(part_id, id);
CREATE INDEX purchase_lines_awaited ON purchase_lines(part_id) WHERE quantity - received > 0;

-- Which order line waits for which purchase line, and how much of it has come.
CREATE TABLE purchase_claims (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purchase_line_id INTEGER NOT NULL REFERENCES purchase_lines(id),
  order_line_id INTEGER NOT NULL REFERENCES order_lines(id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  served INTEGER NOT NULL DEFAULT 0 CHECK (served BETWEEN 0 AND quantity),
  released_at INTEGER,
  UNIQUE (purchase_line_id, order_line_id)
) STRICT;
CREATE INDEX purchase_claims_line ON purchase_claims(order_line_id) WHERE released_at IS NULL;

CREATE TABLE receipts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purchase_order_id INTEGER NOT NULL REFERENCES purchase_orders(id),
  document TEXT,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES users(id)
) STRICT;
CREATE INDEX receipts_order ON receipts(purchase_order_id, id);
CREATE TABLE receipt_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receipt_id INTEGER NOT NULL REFERENCES receipts(id),
  purchase_line_id INTEGER NOT NULL REFERENCES purchase_lines(id),
  part_id INTEGER NOT NULL REFERENCES parts(id),       -- another than ordered: a substitute
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged >= 0),    -- to quarantine, the line stays open
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
  CHECK (quantity + damaged > 0)
) STRICT;
CREATE INDEX receipt_lines_receipt ON receipt_lines(receipt_id);
CREATE INDEX receipt_lines_line ON receipt_lines(purchase_line_id);
