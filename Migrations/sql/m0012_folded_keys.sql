-- An operation's code and a vehicle's make as they are known and filtered by: lower case, е for ё. SQLite folds ASCII alone, so each
-- other letter is named, a few at a time: its parser takes no deeper nesting. Each text is folded once, whoever bears it.
CREATE TABLE folding (text TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT;
INSERT INTO folding (text, key) SELECT code, lower(code) FROM operations UNION SELECT make, lower(make) FROM vehicles;
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'А', 'а'), 'Б', 'б'), 'В', 'в'), 'Г', 'г'), 'Д', 'д'), 'Е', 'е');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ж', 'ж'), 'З', 'з'), 'И', 'и'), 'Й', 'й'), 'К', 'к'), 'Л', 'л');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'М', 'м'), 'Н', 'н'), 'О', 'о'), 'П', 'п'), 'Р', 'р'), 'С', 'с');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Т', 'т'), 'У', 'у'), 'Ф', 'ф'), 'Х', 'х'), 'Ц', 'ц'), 'Ч', 'ч');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ш', 'ш'), 'Щ', 'щ'), 'Ъ', 'ъ'), 'Ы', 'ы'), 'Ь', 'ь'), 'Э', 'э');
UPDATE folding SET key = replace(replace(replace(replace(key, 'Ю', 'ю'), 'Я', 'я'), 'Ё', 'е'), 'ё', 'е');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Š', 'š'), 'Č', 'č'), 'Ž', 'ž'), 'Ö', 'ö'), 'Ü', 'ü'), 'Ä', 'ä');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'É', 'é'), 'È', 'è'), 'Ë', 'ë'), 'Ç', 'ç'), 'Å', 'å'), 'Ø', 'ø');

-- NULL: an older database may hold a code twice, in two spellings. The first of them keeps the key, the others are found as they are
-- written, and `check` tells of them.
ALTER TABLE operations ADD COLUMN code_key TEXT;
UPDATE operations SET code_key = (SELECT key FROM folding WHERE text = code);
UPDATE operations SET code_key = NULL WHERE id NOT IN (SELECT min(id) FROM operations GROUP BY code_key);
CREATE UNIQUE INDEX operations_code_key ON operations(code_key);

ALTER TABLE vehicles ADD COLUMN make_key TEXT NOT NULL DEFAULT '';
UPDATE vehicles SET make_key = (SELECT key FROM folding WHERE text = make);
DROP INDEX vehicles_make;
CREATE INDEX vehicles_make ON vehicles(make_key, id);
DROP TABLE folding;
