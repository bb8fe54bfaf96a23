-- Who helps a streamer to sell, and the links by which people choose a password.
BEGIN;

CREATE TABLE members (
    id uuid PRIMARY KEY,
    streamer text NOT NULL,
    email text NOT NULL,
    name text NOT NULL DEFAULT '',
    password_hash text,                       -- None: invited, and has not come yet.
    token_version bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    accepted_at timestamptz,
    UNIQUE (streamer, email)
);
CREATE UNIQUE INDEX members_email ON members (email) WHERE password_hash IS NOT NULL;
ALTER TABLE members ENABLE ROW LEVEL SECURITY;

-- No token is stored: it is made of the id and the key that signs tokens.
CREATE TABLE password_links (
    id uuid PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('reset', 'invite')),
    email text NOT NULL,
    role text NOT NULL DEFAULT '' CHECK (role IN ('', 'client', 'streamer', 'assistant')),
    account_id uuid,                          -- None: nobody has looked whose address it is.
    language text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    mail_status text NOT NULL CHECK (mail_status IN ('due', 'sent', 'failed', 'dropped')),
    mail_due_at timestamptz NOT NULL,
    mail_attempts integer NOT NULL DEFAULT 0,
    mail_error text NOT NULL DEFAULT '',
    CHECK ((account_id IS NULL) = (role = ''))
);
CREATE INDEX password_links_due ON password_links (mail_due_at) WHERE mail_status = 'due';
CREATE INDEX password_links_account_id ON password_links (account_id);
CREATE INDEX password_links_expires_at ON password_links (expires_at);
ALTER TABLE password_links ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads them, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.members, public.password_links FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON public.members, public.password_links TO tts_app;
        DROP POLICY IF EXISTS server ON public.members;
        CREATE POLICY server ON public.members TO tts_app USING (true) WITH CHECK (true);
        DROP POLICY IF EXISTS server ON public.password_links;
        CREATE POLICY server ON public.password_links TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('070_members_and_password_links',
     '7c552a4ee9c3b9a8ac4ece3a3945faaf552c71720292d54081e71ea30343410c');
COMMIT;
