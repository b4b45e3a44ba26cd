CREATE TABLE work_orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('commercial','warranty')),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN
    ('open','estimating','awaiting_approval','approved','declined','in_repair','ready','delivered','cancelled')),
  client_id INTEGER NOT NULL REFERENCES clients(id),
  vehicle_id INTEGER NOT NULL REFERENCES vehicles(id),
  advisor_id INTEGER NOT NULL REFERENCES users(id),
  proxy_id INTEGER REFERENCES proxies(id),              -- who brought it, when not the client
  comeback_of_id INTEGER REFERENCES work_orders(id),
  odometer_km INTEGER NOT NULL CHECK (odometer_km >= 0),
  fuel_percent INTEGER CHECK (fuel_percent BETWEEN 0 AND 100),
  damage TEXT,
  completeness TEXT,
  belongings TEXT,
  client_parts TEXT,                                    -- what the client brought
  client_parts_refused_reason TEXT,
  signed_by TEXT,
  signed_how TEXT CHECK (signed_how IN ('paper','tablet','link')),
  old_parts TEXT NOT NULL DEFAULT 'return' CHECK (old_parts IN ('return','dispose','show')),
  old_parts_outcome TEXT CHECK (old_parts_outcome IN ('returned','refused','disposed')),
  standing_instruction TEXT NOT NULL DEFAULT 'call_me' CHECK (standing_instruction IN ('call_me','up_to','only_listed')),
  standing_limit_minor INTEGER CHECK (standing_limit_minor >= 0),
  promised_at INTEGER,
  promise_warned_at INTEGER,                            -- the promise's risk has been told
  parts_status TEXT NOT NULL DEFAULT 'none' CHECK (parts_status IN ('none','short','on_order','reserved','issued')),   -- derived from the lines
  total_minor INTEGER NOT NULL DEFAULT 0,               -- gross of the lines that stand
  approved_minor INTEGER NOT NULL DEFAULT 0,            -- gross of the approved estimates
  opened_at INTEGER NOT NULL,
  completed_at INTEGER,                                 -- became ready
  closed_at INTEGER,                                    -- delivered or cancelled
  handed_over_at INTEGER,
  collected_by TEXT,
  collected_proxy_id INTEGER REFERENCES proxies(id),
  close_reason TEXT,
  note TEXT,
  search_text TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((standing_instruction = 'up_to') = (standing_limit_minor IS NOT NULL))
) STRICT;
CREATE INDEX work_orders_status ON work_orders(status, opened_at, id);
CREATE INDEX work_orders_opened ON work_orders(opened_at, id);
CREATE INDEX work_orders_client ON work_orders(client_id, opened_at, id);
CREATE INDEX work_orders_vehicle ON work_orders(vehicle_id, opened_at, id);
CREATE INDEX work_orders_advisor ON work_orders(advisor_id, opened_at, id);
CREATE INDEX work_orders_promised ON work_orders(promised_at, id) WHERE promised_at IS NOT NULL AND closed_at IS NULL;
CREATE INDEX work_orders_parts ON work_orders(parts_status, opened_at, id);
CREATE INDEX work_orders_comeback ON work_orders(comeback_of_id) WHERE comeback_of_id IS NOT NULL;

CREATE TABLE complaints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  text TEXT NOT NULL,               -- the client's own words
  diagnosis TEXT,
  diagnosed_by_id INTEGER REFERENCES users(id),
  diagnosed_at INTEGER,
  resolution TEXT,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX complaints_order ON complaints(work_order_id, id);

CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  kind TEXT NOT NULL CHECK (kind IN ('labour','part')),
  status TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed','approved','declined','done','removed')),
  complaint_id INTEGER REFERENCES complaints(id),
  operation_id INTEGER REFERENCES operations(id),
  part_id INTEGER REFERENCES parts(id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('hour','piece','set','litre','metre','kilogram')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),       -- norm-hours of labour, units of a part
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  discount_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
  gross_minor INTEGER NOT NULL CHECK (gross_minor >= 0),   -- after the discount, VAT included
  tax_category TEXT NOT NULL CHECK (tax_category IN ('standard','exempt','none','reduced_5','reduced_7')),
  client_supplied INTEGER NOT NULL DEFAULT 0 CHECK (client_supplied IN (0,1)),
  reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  on_order INTEGER NOT NULL DEFAULT 0 CHECK (on_order >= 0),     -- sum of what its purchase claims still await
  issued INTEGER NOT NULL DEFAULT 0 CHECK (issued >= 0),         -- less what was returned
  issued_cost_minor INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER,
  declined_reason TEXT,
  offered_before_id INTEGER REFERENCES order_lines(id),          -- the declined line of an earlier visit that this one offers again
  created_at INTEGER NOT NULL,
  CHECK (kind = 'part' OR (part_id IS NULL AND client_supplied = 0 AND reserved = 0 AND on_order = 0 AND issued = 0)),
  CHECK (kind = 'labour' OR operation_id IS NULL),
  CHECK (kind = 'labour' OR client_supplied = 1 OR part_id IS NOT NULL),
  CHECK (client_supplied = 0 OR (reserved = 0 AND on_order = 0 AND issued = 0))
) STRICT;
CREATE INDEX order_lines_order ON order_lines(work_order_id, id);
CREATE INDEX order_lines_part ON order_lines(part_id, id) WHERE part_id IS NOT NULL;
-- Who waits for a part, and who holds it: the few lines that live, not the many that were delivered. A query must repeat the condition
-- as it stands; written as a comparison of two columns SQLite would turn it round and not know it again.
CREATE INDEX order_lines_waiting ON order_lines(part_id)
WHERE part_id IS NOT NULL AND status IN ('proposed','approved') AND client_supplied = 0 AND quantity - issued - reserved > 0;
CREATE INDEX order_lines_holding ON order_lines(part_id) WHERE reserved > 0;
CREATE INDEX order_lines_declined ON order_lines(work_order_id) WHERE status = 'declined';
CREATE INDEX order_lines_before ON order_lines(offered_before_id) WHERE offered_before_id IS NOT NULL;
CREATE INDEX order_lines_operation ON order_lines(operation_id) WHERE operation_id IS NOT NULL;

-- Who pays which share of a line; without rows the client pays all.
CREATE TABLE line_payers (
  order_line_id INTEGER NOT NULL REFERENCES order_lines(id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('client','company','manufacturer','insurer','other')),
  payer_client_id INTEGER REFERENCES clients(id),       -- NULL only for 'company': the centre itself
  share_bp INTEGER NOT NULL CHECK (share_bp BETWEEN 0 AND 10000),
  gross_minor INTEGER NOT NULL CHECK (gross_minor >= 0),
  tax_category TEXT NOT NULL CHECK (tax_category IN ('standard','exempt','none','reduced_5','reduced_7')),
  PRIMARY KEY (order_line_id, position),
  CHECK (role = 'company' OR payer_client_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_payers_client ON line_payers(payer_client_id);

CREATE TABLE coverage_checks (
  order_line_id INTEGER PRIMARY KEY REFERENCES order_lines(id),
  coverage_id INTEGER REFERENCES coverages(id),         -- NULL: looked at, nothing covers it
  covered INTEGER NOT NULL CHECK (covered IN (0,1)),
  share_bp INTEGER NOT NULL,
  reason TEXT NOT NULL,                                 -- 'covered', 'past_last_day', 'past_last_kilometre', 'not_covered', 'claim_refused'
  note TEXT,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id)
) STRICT;
CREATE INDEX coverage_checks_coverage ON coverage_checks(coverage_id);

CREATE TABLE estimates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  kind TEXT NOT NULL CHECK (kind IN ('main','supplement')),
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft','offered','approved','declined','superseded')),
  promised_at INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL,
  vat_minor INTEGER NOT NULL,
  client_gross_minor INTEGER NOT NULL,       -- the client's own part
  approved_minor INTEGER NOT NULL DEFAULT 0, -- gross of the items approved
  created_by_id INTEGER NOT NULL REFERENCES users(id),
  created_at INTEGER NOT NULL,
  offered_at INTEGER,
  expires_at INTEGER,
  decided_at INTEGER,
  superseded_reason TEXT,
  offer_id INTEGER REFERENCES estimates(id)  -- options put before the client together: the first of them
) STRICT;
CREATE INDEX estimates_order ON estimates(work_order_id, id);
CREATE INDEX estimates_offer ON estimates(offer_id) WHERE offer_id IS NOT NULL;
CREATE TABLE estimate_lines (
  estimate_id INTEGER NOT NULL REFERENCES estimates(id),
  order_line_id INTEGER NOT NULL REFERENCES order_lines(id),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price_minor INTEGER NOT NULL,
  discount_bp INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL,
  tax_category TEXT NOT NULL,
  vat_rate_bp INTEGER NOT NULL,
  vat_minor INTEGER NOT NULL,
  client_gross_minor INTEGER NOT NULL,
  decision TEXT CHECK (decision IN ('approved','declined')),
  PRIMARY KEY (estimate_id, order_line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX estimate_lines_line ON estimate_lines(order_line_id);
CREATE TRIGGER estimate_lines_keep BEFORE UPDATE ON estimate_lines
WHEN OLD.decision IS NOT NULL OR OLD.gross_minor <> NEW.gross_minor OR OLD.quantity <> NEW.quantity OR OLD.name <> NEW.name
BEGIN SELECT RAISE(ABORT, 'an estimate is never edited'); END;

CREATE TABLE approvals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  estimate_id INTEGER NOT NULL UNIQUE REFERENCES estimates(id),
  how TEXT NOT NULL CHECK (how IN ('in_person','phone','link','standing_instruction')),
  proxy_id INTEGER REFERENCES proxies(id),       -- NULL: the client
  user_id INTEGER REFERENCES users(id),          -- who wrote it down; NULL: the client by a link
  at INTEGER NOT NULL,
  note TEXT
) STRICT;
CREATE TABLE objections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  user_id INTEGER REFERENCES users(id)
) STRICT;
CREATE INDEX objections_order ON objections(work_order_id, id);
CREATE TABLE approval_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  estimate_id INTEGER NOT NULL REFERENCES estimates(id),
  hash BLOB NOT NULL UNIQUE,
  created_by_id INTEGER NOT NULL REFERENCES users(id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  voided_at INTEGER
) STRICT;
CREATE INDEX approval_links_estimate ON approval_links(estimate_id);

CREATE TABLE promises (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  promised_at INTEGER NOT NULL,
  earliest_at INTEGER NOT NULL,
  reason TEXT,                                   -- needed when earlier than the earliest
  given_at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  outcome TEXT CHECK (outcome IN ('kept','broken','moved'))
) STRICT;
CREATE INDEX promises_order ON promises(work_order_id, id);

CREATE TABLE line_mechanics (
  order_line_id INTEGER NOT NULL REFERENCES order_lines(id),
  user_id INTEGER NOT NULL REFERENCES users(id),
  PRIMARY KEY (order_line_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_mechanics_user ON line_mechanics(user_id);

CREATE TABLE clockings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  order_line_id INTEGER REFERENCES order_lines(id),      -- NULL: diagnosis
  mechanic_id INTEGER NOT NULL REFERENCES users(id),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  closed_by TEXT CHECK (closed_by IN ('mechanic','shift_end','manager')),
  replaced_by_id INTEGER REFERENCES clockings(id),       -- corrected: this row is the original, kept
  corrected_reason TEXT,
  user_id INTEGER NOT NULL REFERENCES users(id),         -- who wrote the row
  CHECK (ended_at IS NULL OR ended_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX clockings_running ON clockings(mechanic_id) WHERE ended_at IS NULL;
CREATE INDEX clockings_started ON clockings(started_at, id);
CREATE INDEX clockings_order ON clockings(work_order_id, started_at, id);
CREATE INDEX clockings_mechanic ON clockings(mechanic_id, started_at, id);
CREATE INDEX clockings_line ON clockings(order_line_id) WHERE order_line_id IS NOT NULL;

CREATE TABLE quality_checks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  user_id INTEGER NOT NULL REFERENCES users(id),
  passed INTEGER NOT NULL CHECK (passed IN (0,1)),
  note TEXT,
  override_reason TEXT,
  at INTEGER NOT NULL,
  voided_at INTEGER                              -- work went on after it: it vouches for nothing any more
) STRICT;
CREATE INDEX quality_checks_order ON quality_checks(work_order_id, id);
