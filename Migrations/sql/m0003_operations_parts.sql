CREATE TABLE operations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  norm_hours INTEGER NOT NULL CHECK (norm_hours > 0),
  rate_minor INTEGER NOT NULL CHECK (rate_minor >= 0),          -- of one norm-hour
  tax_category TEXT NOT NULL DEFAULT 'standard' CHECK (tax_category IN ('standard','exempt','none','reduced_5','reduced_7')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','retired')),
  search_text TEXT NOT NULL,
  source TEXT,
  imported_hash BLOB,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX operations_name ON operations(name, id);

CREATE TABLE suppliers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  phone TEXT,
  email TEXT,
  lead_days INTEGER NOT NULL DEFAULT 14 CHECK (lead_days >= 0),    -- as stated; the real one is measured from receipts
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','retired')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE parts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL,
  article_key TEXT NOT NULL,          -- letters and digits only, upper case
  maker TEXT NOT NULL,
  maker_key TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('piece','set','litre','metre','kilogram')),
  price_minor INTEGER NOT NULL CHECK (price_minor >= 0),           -- retail, for one unit
  purchase_price_minor INTEGER NOT NULL DEFAULT 0 CHECK (purchase_price_minor >= 0),   -- last known
  min_quantity INTEGER NOT NULL DEFAULT 0 CHECK (min_quantity >= 0),
  tax_category TEXT NOT NULL DEFAULT 'standard' CHECK (tax_category IN ('standard','exempt','none','reduced_5','reduced_7')),
  supplier_id INTEGER REFERENCES suppliers(id),
  lead_days INTEGER CHECK (lead_days >= 0),                        -- stated for this part; NULL: the supplier's
  superseded_by_id INTEGER REFERENCES parts(id),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','retired')),
  on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),         -- sum of the ledger over the stores (quarantine apart)
  reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),       -- sum of the order lines' reserved
  value_minor INTEGER NOT NULL DEFAULT 0 CHECK (value_minor >= 0), -- cost of what is on hand; value / on_hand is the moving average
  search_text TEXT NOT NULL,
  source TEXT,
  imported_hash BLOB,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (article_key, maker_key),
  CHECK (reserved <= on_hand)
) STRICT;
CREATE INDEX parts_name ON parts(name, id);
CREATE INDEX parts_supplier ON parts(supplier_id, name, id);
CREATE INDEX parts_maker ON parts(maker_key, name, id);
CREATE INDEX parts_superseded ON parts(superseded_by_id) WHERE superseded_by_id IS NOT NULL;
CREATE INDEX parts_low ON parts(name, id) WHERE min_quantity - on_hand + reserved > 0;
CREATE INDEX parts_in_stock ON parts(name, id) WHERE on_hand - reserved > 0;

CREATE TABLE part_numbers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  part_id INTEGER NOT NULL REFERENCES parts(id),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('oem','analogue')),
  UNIQUE (part_id, number_key)
) STRICT;
CREATE INDEX part_numbers_key ON part_numbers(number_key);

CREATE TABLE locations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('store','quarantine'))
) STRICT;
INSERT INTO locations (id, name, kind) VALUES (1, 'Склад', 'store'), (2, 'Карантин', 'quarantine');

CREATE TABLE stock (
  part_id INTEGER NOT NULL REFERENCES parts(id),
  location_id INTEGER NOT NULL REFERENCES locations(id),
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  PRIMARY KEY (part_id, location_id)
) STRICT, WITHOUT ROWID;

-- The append-only ledger. on_hand is its sum.
CREATE TABLE stock_moves (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  part_id INTEGER NOT NULL REFERENCES parts(id),
  location_id INTEGER NOT NULL REFERENCES locations(id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt','issue','return','transfer','adjustment','write_off')),
  quantity INTEGER NOT NULL CHECK (quantity <> 0),     -- signed
  cost_minor INTEGER NOT NULL,                         -- of the whole move, signed like quantity
  order_line_id INTEGER,
  purchase_line_id INTEGER,
  document TEXT,
  reason TEXT,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES users(id)
) STRICT;
CREATE INDEX stock_moves_part ON stock_moves(part_id, id);
CREATE INDEX stock_moves_line ON stock_moves(order_line_id) WHERE order_line_id IS NOT NULL;
CREATE INDEX stock_moves_purchase ON stock_moves(purchase_line_id) WHERE purchase_line_id IS NOT NULL;
CREATE TRIGGER stock_moves_keep BEFORE UPDATE ON stock_moves BEGIN SELECT RAISE(ABORT, 'the stock ledger is never edited'); END;
CREATE TRIGGER stock_moves_stay BEFORE DELETE ON stock_moves BEGIN SELECT RAISE(ABORT, 'the stock ledger is never edited'); END;
