-- A merge notes the place that each phone and e-mail had on its card, so that undoing gives it back.
UPDATE client_merge_moves SET position = (SELECT p.position FROM client_phones p WHERE p.id = row_id)
  WHERE place = 'client_phones.client_id' AND row_id IN (SELECT id FROM client_phones);
UPDATE client_merge_moves SET position = (SELECT e.position FROM client_emails e WHERE e.id = row_id)
  WHERE place = 'client_emails.client_id' AND row_id IN (SELECT id FROM client_emails);
