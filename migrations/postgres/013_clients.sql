-- Who buys with an account. An e-mail address belongs to one account, of a client or a streamer:
-- the program keeps it in lower case and checks the other table under a lock.
BEGIN;

CREATE TABLE clients (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    password_hash text NOT NULL,
    phone text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE clients ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('013_clients',
     'be467f4544fd0ba7f770bc167cfb672b713b7bfb4790725bd1e698fce4abe69e');
COMMIT;
