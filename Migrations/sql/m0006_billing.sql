CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('invoice','internal_charge','credit_note')),
  work_order_id INTEGER NOT NULL REFERENCES work_orders(id),
  payer_role TEXT NOT NULL CHECK (payer_role IN ('client','company','manufacturer','insurer','other')),
  payer_client_id INTEGER REFERENCES clients(id),
  buyer_name TEXT NOT NULL,           -- as of the issue; kept for the legal time
  buyer_tax_id TEXT,
  completed_on INTEGER NOT NULL,      -- decides the VAT rate
  issued_at INTEGER NOT NULL,
  issued_by_id INTEGER NOT NULL REFERENCES users(id),
  due_on INTEGER,
  gross_minor INTEGER NOT NULL,       -- negative on a credit note
  vat_minor INTEGER NOT NULL,
  paid_minor INTEGER NOT NULL DEFAULT 0,   -- sum of its allocations
  credit_of_id INTEGER REFERENCES documents(id),
  credited_by_id INTEGER REFERENCES documents(id),
  reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'credit_note') = (credit_of_id IS NOT NULL)),
  CHECK (payer_role = 'company' OR payer_client_id IS NOT NULL)
) STRICT;
CREATE INDEX documents_order ON documents(work_order_id, id);
CREATE INDEX documents_payer ON documents(payer_client_id, id) WHERE payer_client_id IS NOT NULL;
CREATE INDEX documents_issued ON documents(issued_at, id);
CREATE INDEX documents_open ON documents(id) WHERE kind = 'invoice' AND credited_by_id IS NULL AND paid_minor < gross_minor;
CREATE UNIQUE INDEX documents_credit ON documents(credit_of_id) WHERE credit_of_id IS NOT NULL;
-- No payer of an order has two documents that stand.
CREATE UNIQUE INDEX documents_once ON documents(work_order_id, payer_role, COALESCE(payer_client_id, 0))
  WHERE kind <> 'credit_note' AND credited_by_id IS NULL;

CREATE TABLE document_lines (
  document_id INTEGER NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  order_line_id INTEGER NOT NULL REFERENCES order_lines(id),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unit_price_minor INTEGER NOT NULL,
  discount_bp INTEGER NOT NULL,
  share_bp INTEGER NOT NULL,
  gross_minor INTEGER NOT NULL,
  tax_category TEXT NOT NULL,
  vat_rate_bp INTEGER NOT NULL,
  vat_minor INTEGER NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_lines_line ON document_lines(order_line_id);
CREATE TRIGGER document_lines_keep BEFORE UPDATE ON document_lines BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;
CREATE TRIGGER document_lines_stay BEFORE DELETE ON document_lines BEGIN SELECT RAISE(ABORT, 'an issued document is never edited'); END;

CREATE TABLE payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  client_id INTEGER NOT NULL REFERENCES clients(id),
  work_order_id INTEGER REFERENCES work_orders(id),
  method TEXT NOT NULL CHECK (method IN ('cash','card','transfer','sbp')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),      -- a refund is negative
  allocated_minor INTEGER NOT NULL DEFAULT 0,                   -- sum of its allocations
  refunded_minor INTEGER NOT NULL DEFAULT 0 CHECK (refunded_minor >= 0),
  refund_of_id INTEGER REFERENCES payments(id),
  reason TEXT,
  fiscal_receipt TEXT,
  advance INTEGER NOT NULL DEFAULT 0 CHECK (advance IN (0,1)),
  vat_rate_bp INTEGER NOT NULL DEFAULT 0,                       -- of an advance, by its receipt's day
  vat_minor INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users(id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((amount_minor < 0) = (refund_of_id IS NOT NULL)),
  CHECK (amount_minor < 0 OR allocated_minor + refunded_minor <= amount_minor)
) STRICT;
CREATE INDEX payments_client ON payments(client_id, id);
CREATE INDEX payments_order ON payments(work_order_id, id) WHERE work_order_id IS NOT NULL;
CREATE INDEX payments_at ON payments(at, id);
CREATE INDEX payments_refund ON payments(refund_of_id) WHERE refund_of_id IS NOT NULL;

CREATE TABLE allocations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  payment_id INTEGER NOT NULL REFERENCES payments(id),
  document_id INTEGER NOT NULL REFERENCES documents(id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),      -- negative: taken back
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX allocations_payment ON allocations(payment_id);
CREATE INDEX allocations_document ON allocations(document_id);
