-- A channel's own message ids may be unique only within a conversation. What a message is known by is its id with a number of its sender
-- and conversation. 0: taken before there was such a number.
ALTER TABLE messages ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
DROP INDEX messages_external;
CREATE UNIQUE INDEX messages_external ON messages(channel_id, external_id, origin) WHERE external_id IS NOT NULL;
DROP INDEX messages_contact;
CREATE INDEX messages_contact ON messages(contact_id, external_id) WHERE contact_id IS NOT NULL;

-- 1: a person has said which client the contact is, or that it is none. Nothing links it by itself any more.
ALTER TABLE contacts ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1));
-- Contacts that are no client yet.
CREATE INDEX contacts_strangers ON contacts(id) WHERE client_id IS NULL;
-- An e-mail address means the same in capital and small letters.
CREATE INDEX client_emails_folded ON client_emails(lower(email));
