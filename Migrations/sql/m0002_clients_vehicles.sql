CREATE TABLE clients (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('person','company')),
  name TEXT NOT NULL,
  tax_id TEXT,
  birth_on INTEGER,
  preferred_channel TEXT CHECK (preferred_channel IN ('phone','email','sms','messenger')),
  language TEXT NOT NULL DEFAULT 'ru' CHECK (language IN ('ru','en')),
  discount_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
  comment TEXT,
  private_note TEXT,
  credit_days INTEGER NOT NULL DEFAULT 0 CHECK (credit_days >= 0),       -- 0: pays before hand-over
  credit_limit_minor INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_minor >= 0),
  labour_rate_minor INTEGER CHECK (labour_rate_minor >= 0),
  overrun_bp INTEGER CHECK (overrun_bp BETWEEN 0 AND 10000),             -- NULL: the kind's default
  refused_service_reason TEXT,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','merged','erased')),
  merged_into_id INTEGER REFERENCES clients(id),
  search_text TEXT NOT NULL,
  source TEXT,
  external_id TEXT,
  imported_hash BLOB,           -- of the row as last imported; NULL once changed by hand
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((status = 'merged') = (merged_into_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX clients_external ON clients(source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX clients_name ON clients(status, name, id);
CREATE INDEX clients_tax_id ON clients(tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX clients_status ON clients(status, id);
CREATE INDEX clients_merged ON clients(merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE TABLE client_phones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  phone TEXT NOT NULL,           -- E.164
  position INTEGER NOT NULL,
  UNIQUE (client_id, phone)
) STRICT;
CREATE INDEX client_phones_phone ON client_phones(phone);
-- Read whole and in order with every card and every order: without it SQLite sorts them in a table of its own.
CREATE INDEX client_phones_client ON client_phones(client_id, position, id, phone);
CREATE TABLE client_emails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  email TEXT NOT NULL COLLATE NOCASE,
  position INTEGER NOT NULL,
  UNIQUE (client_id, email)
) STRICT;
CREATE INDEX client_emails_email ON client_emails(email);
CREATE INDEX client_emails_client ON client_emails(client_id, position, id, email);
CREATE TABLE client_tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  tag TEXT NOT NULL,             -- folded
  UNIQUE (client_id, tag)
) STRICT;
CREATE INDEX client_tags_tag ON client_tags(tag, client_id);

-- Every consent given or withdrawn; the newest row of a purpose is in force.
CREATE TABLE consents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  purpose TEXT NOT NULL CHECK (purpose IN ('personal_data','marketing','survey')),
  given INTEGER NOT NULL CHECK (given IN (0,1)),
  how TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES users(id)
) STRICT;
CREATE INDEX consents_client ON consents(client_id, purpose, id);

CREATE TABLE proxies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  name TEXT NOT NULL,
  phone TEXT,
  document TEXT NOT NULL,        -- 'доверенность № 17 от 12.03.2026'
  may_place INTEGER NOT NULL CHECK (may_place IN (0,1)),
  may_approve INTEGER NOT NULL CHECK (may_approve IN (0,1)),
  may_collect INTEGER NOT NULL CHECK (may_collect IN (0,1)),
  approve_limit_minor INTEGER CHECK (approve_limit_minor >= 0),
  valid_from_on INTEGER NOT NULL,
  valid_until_on INTEGER NOT NULL,   -- last day inclusive
  revoked_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (valid_until_on >= valid_from_on)
) STRICT;
CREATE INDEX proxies_client ON proxies(client_id, id);

CREATE TABLE client_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  survivor_id INTEGER NOT NULL REFERENCES clients(id),
  merged_id INTEGER NOT NULL REFERENCES clients(id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  undone_at INTEGER
) STRICT;
CREATE INDEX client_merges_survivor ON client_merges(survivor_id);
CREATE INDEX client_merges_merged ON client_merges(merged_id);
-- Exactly what a merge moved, row by row, so that undoing moves back exactly that.
CREATE TABLE client_merge_moves (
  merge_id INTEGER NOT NULL REFERENCES client_merges(id),
  place TEXT NOT NULL,            -- 'work_orders.client_id'
  row_id INTEGER NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,   -- of a row whose key has two columns
  PRIMARY KEY (merge_id, place, row_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE vehicles (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vin TEXT,
  vin_verified INTEGER NOT NULL DEFAULT 0 CHECK (vin_verified IN (0,1)),   -- 0: kept as typed although it is no valid VIN
  plate TEXT,
  plate_key TEXT,                -- in one alphabet, so that look-alike letters meet
  make TEXT NOT NULL,
  model TEXT NOT NULL,
  year INTEGER,
  colour TEXT,
  engine TEXT,
  status TEXT NOT NULL DEFAULT 'client_vehicle' CHECK (status IN ('client_vehicle','company_vehicle','sold','scrapped')),
  client_id INTEGER REFERENCES clients(id),   -- today's owner; the history is in vehicle_owners
  odometer_km INTEGER,                        -- the newest reading
  warranty_start_on INTEGER,
  note TEXT,
  search_text TEXT NOT NULL,
  source TEXT,
  external_id TEXT,
  imported_hash BLOB,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX vehicles_vin ON vehicles(vin) WHERE vin IS NOT NULL;
CREATE INDEX vehicles_plate ON vehicles(plate_key) WHERE plate_key IS NOT NULL;
CREATE INDEX vehicles_client ON vehicles(client_id, id);
CREATE INDEX vehicles_make ON vehicles(make, id);
CREATE UNIQUE INDEX vehicles_external ON vehicles(source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX vehicles_status ON vehicles(status, id);

CREATE TABLE vehicle_owners (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vehicle_id INTEGER NOT NULL REFERENCES vehicles(id),
  client_id INTEGER NOT NULL REFERENCES clients(id),
  from_on INTEGER NOT NULL,
  until_on INTEGER,              -- NULL: still
  CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX vehicle_owners_vehicle ON vehicle_owners(vehicle_id, id);
CREATE INDEX vehicle_owners_client ON vehicle_owners(client_id);
CREATE UNIQUE INDEX vehicle_owners_now ON vehicle_owners(vehicle_id) WHERE until_on IS NULL;

CREATE TABLE odometer_readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vehicle_id INTEGER NOT NULL REFERENCES vehicles(id),
  km INTEGER NOT NULL CHECK (km >= 0),
  at INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('intake','manual','import')),
  kind TEXT NOT NULL DEFAULT 'reading' CHECK (kind IN ('reading','correction','cluster_change')),
  reason TEXT,
  work_order_id INTEGER,
  user_id INTEGER REFERENCES users(id),
  CHECK (kind = 'reading' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX odometer_readings_vehicle ON odometer_readings(vehicle_id, at, id);

CREATE TABLE coverages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vehicle_id INTEGER NOT NULL REFERENCES vehicles(id),
  kind TEXT NOT NULL CHECK (kind IN ('manufacturer','company','extended','repair')),
  name TEXT NOT NULL,
  payer_role TEXT NOT NULL CHECK (payer_role IN ('company','manufacturer','insurer','other')),
  payer_client_id INTEGER REFERENCES clients(id),
  from_on INTEGER NOT NULL,
  until_on INTEGER NOT NULL,     -- last day inclusive
  until_km INTEGER,              -- last kilometre inclusive; NULL: no mileage limit
  labour_share_bp INTEGER NOT NULL DEFAULT 10000 CHECK (labour_share_bp BETWEEN 0 AND 10000),
  parts_share_bp INTEGER NOT NULL DEFAULT 10000 CHECK (parts_share_bp BETWEEN 0 AND 10000),
  cap_minor INTEGER CHECK (cap_minor >= 0),            -- per order
  deductible_minor INTEGER NOT NULL DEFAULT 0 CHECK (deductible_minor >= 0),   -- per order, the client's
  order_line_id INTEGER,         -- a repair warranty's origin
  ended_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (until_on >= from_on),
  CHECK (payer_role = 'company' OR payer_client_id IS NOT NULL)
) STRICT;
CREATE INDEX coverages_vehicle ON coverages(vehicle_id, id);
CREATE INDEX coverages_line ON coverages(order_line_id) WHERE order_line_id IS NOT NULL;
CREATE INDEX coverages_payer ON coverages(payer_client_id) WHERE payer_client_id IS NOT NULL;
