-- Names lie in lists as a Russian index has them: lower case, е for ё, signs aside. SQLite folds ASCII alone, so each other letter is named,
-- a few at a time: its parser takes no deeper nesting. Each text is folded once, whoever bears it.
CREATE TABLE folding (text TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT;
INSERT INTO folding (text, key) SELECT name, lower(name) FROM clients UNION SELECT name, lower(name) FROM suppliers
  UNION SELECT name, lower(name) FROM parts UNION SELECT name, lower(name) FROM operations UNION SELECT code, lower(code) FROM operations;
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
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ю', 'ю'), 'Я', 'я'), 'Ё', 'е'), 'ё', 'е'), 'І', 'і'), 'Ї', 'ї');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Є', 'є'), 'Ґ', 'ґ'), 'Ў', 'ў'), 'Ә', 'ә'), 'Ө', 'ө'), 'Ү', 'ү');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Җ', 'җ'), 'Ң', 'ң'), 'Һ', 'һ'), 'Қ', 'қ'), 'Ғ', 'ғ'), 'Ұ', 'ұ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Š', 'š'), 'Č', 'č'), 'Ž', 'ž'), 'Ö', 'ö'), 'Ü', 'ü'), 'Ä', 'ä');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'É', 'é'), 'È', 'è'), 'Ë', 'ë'), 'Ç', 'ç'), 'Å', 'å'), 'Ø', 'ø');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ě', 'ě'), 'Ř', 'ř'), 'Ň', 'ň'), 'Ť', 'ť'), 'Ď', 'ď'), 'Á', 'á');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Í', 'í'), 'Ó', 'ó'), 'Ú', 'ú'), 'Ý', 'ý'), 'À', 'à'), 'Â', 'â');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ê', 'ê'), 'Î', 'î'), 'Ô', 'ô'), 'Û', 'û'), 'Ñ', 'ñ'), 'Ł', 'ł');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'Ś', 'ś'), 'Ć', 'ć'), 'Ź', 'ź'), 'Ż', 'ż'), 'Ą', 'ą'), 'Ę', 'ę');
UPDATE folding SET key =
  replace(replace(replace(key, 'Ń', 'ń'), 'Ğ', 'ğ'), 'Ş', 'ş');

-- An operation's code keeps its signs where it gives the order; the code without them is what it is searched by.
ALTER TABLE operations ADD COLUMN code_order TEXT NOT NULL DEFAULT '';
UPDATE operations SET code_order = (SELECT key FROM folding WHERE text = code);
CREATE INDEX operations_code_order ON operations(code_order, id);

UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '!', ' '), '"', ' '), '#', ' '), '$', ' '), '%', ' '), '&', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '''', ' '), '(', ' '), ')', ' '), '*', ' '), '+', ' '), ',', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '-', ' '), '.', ' '), '/', ' '), ':', ' '), ';', ' '), '<', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '=', ' '), '>', ' '), '?', ' '), '@', ' '), '[', ' '), '\', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, ']', ' '), '^', ' '), '_', ' '), '`', ' '), '{', ' '), '|', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '}', ' '), '~', ' '), '«', ' '), '»', ' '), '“', ' '), '”', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '„', ' '), '‘', ' '), '’', ' '), '‚', ' '), '–', ' '), '—', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '‑', ' '), '…', ' '), '№', ' '), '·', ' '), '•', ' '), '§', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, '©', ' '), '®', ' '), '™', ' '), '°', ' '), '±', ' '), '×', ' ');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(key, '÷', ' '), '€', ' '), '₽', ' '), char(160), ' '), char(9), ' ');
UPDATE folding SET key = trim(replace(replace(replace(replace(key, '  ', ' '), '  ', ' '), '  ', ' '), '  ', ' '));

ALTER TABLE clients ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE clients SET name_key = (SELECT key FROM folding WHERE text = name);
DROP INDEX clients_name;
CREATE INDEX clients_name ON clients(status, name_key, id);

ALTER TABLE suppliers ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE suppliers SET name_key = (SELECT key FROM folding WHERE text = name);
CREATE INDEX suppliers_name ON suppliers(name_key, id);

ALTER TABLE operations ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE operations SET name_key = (SELECT key FROM folding WHERE text = name);
DROP INDEX operations_name;
CREATE INDEX operations_name ON operations(name_key, id);

ALTER TABLE parts ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE parts SET name_key = (SELECT key FROM folding WHERE text = name);
DROP INDEX parts_name;
DROP INDEX parts_supplier;
DROP INDEX parts_maker;
DROP INDEX parts_low;
DROP INDEX parts_in_stock;
CREATE INDEX parts_name ON parts(name_key, id);
CREATE INDEX parts_supplier ON parts(supplier_id, name_key, id);
CREATE INDEX parts_maker ON parts(maker_key, name_key, id);
CREATE INDEX parts_low ON parts(name_key, id) WHERE min_quantity - on_hand + reserved > 0;
CREATE INDEX parts_in_stock ON parts(name_key, id) WHERE on_hand - reserved > 0;

DELETE FROM folding WHERE text NOT IN (SELECT code FROM operations);
UPDATE folding SET key = replace(key, ' ', '');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'а', 'a'), 'в', 'b'), 'е', 'e'), 'к', 'k'), 'м', 'm'), 'н', 'h');
UPDATE folding SET key =
  replace(replace(replace(replace(replace(replace(key, 'о', 'o'), 'р', 'p'), 'с', 'c'), 'т', 't'), 'у', 'y'), 'х', 'x');
UPDATE operations SET search_text = search_text || ' ' || (SELECT key FROM folding WHERE text = code);
DROP TABLE folding;

-- The word of the country is not part of a Russian plate: the car is the one that is known without it.
CREATE TABLE plates (id INTEGER PRIMARY KEY, key TEXT NOT NULL, shape TEXT NOT NULL, text TEXT NOT NULL) STRICT;
INSERT OR IGNORE INTO plates SELECT id, replace(plate_key, 'RUSSIA', ''), '', '' FROM vehicles WHERE instr(plate_key, 'RUSSIA') > 0;
INSERT OR IGNORE INTO plates SELECT id, replace(plate_key, 'POCCИЯ', ''), '', '' FROM vehicles WHERE instr(plate_key, 'POCCИЯ') > 0;
INSERT OR IGNORE INTO plates SELECT id, replace(plate_key, 'RUS', ''), '', '' FROM vehicles WHERE instr(plate_key, 'RUS') > 0;
INSERT OR IGNORE INTO plates SELECT id, replace(plate_key, 'PYC', ''), '', '' FROM vehicles WHERE instr(plate_key, 'PYC') > 0;
INSERT OR IGNORE INTO plates SELECT id, replace(plate_key, 'RU', ''), '', '' FROM vehicles WHERE instr(plate_key, 'RU') > 0;
UPDATE plates SET shape = key, text = key;
UPDATE plates SET shape =
  replace(replace(replace(replace(replace(replace(shape, '0', 'D'), '1', 'D'), '2', 'D'), '3', 'D'), '4', 'D'), '5', 'D');
UPDATE plates SET shape =
  replace(replace(replace(replace(replace(replace(shape, '6', 'D'), '7', 'D'), '8', 'D'), '9', 'D'), 'A', 'L'), 'B', 'L');
UPDATE plates SET shape =
  replace(replace(replace(replace(replace(replace(shape, 'E', 'L'), 'K', 'L'), 'M', 'L'), 'H', 'L'), 'O', 'L'), 'P', 'L');
UPDATE plates SET shape =
  replace(replace(replace(replace(shape, 'C', 'L'), 'T', 'L'), 'Y', 'L'), 'X', 'L');
DELETE FROM plates WHERE shape NOT IN (
  'LDDDLL', 'LDDDLLDD', 'LDDDLLDDD', 'LLDDDDD', 'LLDDDDDD', 'LLDDDDDD', 'LLDDDDDDD', 'DDDDLLDD',
  'LDDDDDD', 'LDDDDDDD', 'DDDLDD', 'DDDLDDD', 'LLDDDLDD', 'LLDDDLDDD', 'DDLLDDDD', 'DDLLDDDDD');
UPDATE plates SET text =
  replace(replace(replace(replace(replace(replace(text, 'A', 'А'), 'B', 'В'), 'E', 'Е'), 'K', 'К'), 'M', 'М'), 'H', 'Н');
UPDATE plates SET text =
  replace(replace(replace(replace(replace(replace(text, 'O', 'О'), 'P', 'Р'), 'C', 'С'), 'T', 'Т'), 'Y', 'У'), 'X', 'Х');
UPDATE vehicles SET plate = p.text, plate_key = p.key, search_text = search_text || ' ' || lower(p.key), version = vehicles.version + 1
  FROM plates p WHERE p.id = vehicles.id;
UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND vehicle_id IN (SELECT id FROM plates);
DROP TABLE plates;

-- A number of another country is searched by all of its digits, as its beginning is typed.
UPDATE clients SET search_text = search_text || (
    SELECT ' ' || group_concat(substr(phone, 2), ' ') FROM client_phones WHERE client_id = clients.id AND phone NOT GLOB '+7??????????')
  WHERE search_text <> '' AND id IN (SELECT client_id FROM client_phones WHERE phone NOT GLOB '+7??????????');

-- A card that was made together with an order bears the time of its event.
UPDATE clients SET version = version + 1, created_at = (
    SELECT at FROM events WHERE subject = 'client' AND subject_id = clients.id AND type = 'client.created' ORDER BY id LIMIT 1)
  WHERE created_at < 946684800000
    AND EXISTS (SELECT 1 FROM events WHERE subject = 'client' AND subject_id = clients.id AND type = 'client.created');
