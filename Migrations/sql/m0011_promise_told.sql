-- A date the client agreed to is moved later with the client's word alone: how the client, or a proxy, heard of it.
ALTER TABLE promises ADD COLUMN client_told TEXT CHECK (client_told IN ('in_person','phone','message','link'));
ALTER TABLE promises ADD COLUMN proxy_id INTEGER REFERENCES proxies(id);
