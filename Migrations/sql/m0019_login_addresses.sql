-- A wrong password makes the name rest for the address it came from, which is kept in memory. From where a user has logged in before is
-- kept here, as a digest of the address.
CREATE TABLE login_addresses (
  user_id INTEGER NOT NULL REFERENCES users (id),
  address_hash BLOB NOT NULL CHECK (length(address_hash) = 32),
  last_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, address_hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE users DROP COLUMN failed_logins;
ALTER TABLE users DROP COLUMN locked_until_at;
