-- The name as it is searched and known by: lower case, е for ё. SQLite folds ASCII alone, so each Cyrillic letter is named, a few at a
-- time: its parser takes no deeper nesting.
ALTER TABLE suppliers ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
UPDATE suppliers SET search_text = lower(name);
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(replace(replace(search_text, 'А', 'а'), 'Б', 'б'), 'В', 'в'), 'Г', 'г'), 'Д', 'д'), 'Е', 'е');
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(replace(replace(search_text, 'Ж', 'ж'), 'З', 'з'), 'И', 'и'), 'Й', 'й'), 'К', 'к'), 'Л', 'л');
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(replace(replace(search_text, 'М', 'м'), 'Н', 'н'), 'О', 'о'), 'П', 'п'), 'Р', 'р'), 'С', 'с');
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(replace(replace(search_text, 'Т', 'т'), 'У', 'у'), 'Ф', 'ф'), 'Х', 'х'), 'Ц', 'ц'), 'Ч', 'ч');
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(replace(replace(search_text, 'Ш', 'ш'), 'Щ', 'щ'), 'Ъ', 'ъ'), 'Ы', 'ы'), 'Ь', 'ь'), 'Э', 'э');
UPDATE suppliers SET search_text =
  replace(replace(replace(replace(search_text, 'Ю', 'ю'), 'Я', 'я'), 'Ё', 'е'), 'ё', 'е');
-- Not unique: an older database may hold the same supplier in two spellings.
CREATE INDEX suppliers_search_text ON suppliers(search_text);
