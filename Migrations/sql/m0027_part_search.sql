-- Any part of a number or a name is found by its runs of three letters: FTS5's index of what lies in `parts.search_text`. Whoever writes
-- that writes this too: as long as the schema is not trusted, no trigger may.
CREATE VIRTUAL TABLE parts_search USING fts5(search_text, tokenize = 'trigram');
INSERT INTO parts_search (rowid, search_text) SELECT id, search_text FROM parts;
