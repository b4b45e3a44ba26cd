-- What a head office must know to read this file. As the configuration says; written when the desk starts.
CREATE TABLE centre (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,                -- short; empty: none
  company TEXT NOT NULL,
  currency TEXT NOT NULL,            -- ISO 4217
  time_zone TEXT NOT NULL
) STRICT;
