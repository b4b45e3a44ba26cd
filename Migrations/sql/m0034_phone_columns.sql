-- Which columns of an import told a number: 1 its main ones (Телефон), 2 its others (Доп. телефон); 0: a hand entered it.
ALTER TABLE client_phones ADD COLUMN told_by INTEGER NOT NULL DEFAULT 0 CHECK (told_by BETWEEN 0 AND 3);
-- Of cards that are as an import left them: so far the first number was taken for the main one, the rest for the others.
UPDATE client_phones SET told_by = CASE WHEN id = (
    SELECT id FROM client_phones p WHERE p.client_id = client_phones.client_id ORDER BY position, id LIMIT 1) THEN 1 ELSE 2 END
  WHERE client_id IN (SELECT id FROM clients WHERE imported_hash IS NOT NULL);
