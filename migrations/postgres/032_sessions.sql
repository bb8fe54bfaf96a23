-- Who is logged in. A session ends by itself, by logging out, or because somebody showed a refresh
-- token that had been used already. Tokens are not stored: of the one that comes next, the hash is.
BEGIN;

ALTER TABLE clients ADD COLUMN token_version bigint NOT NULL DEFAULT 0;
ALTER TABLE streamers ADD COLUMN token_version bigint NOT NULL DEFAULT 0;

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('token', 'browser')),
    role text NOT NULL CHECK (role IN ('client', 'streamer', 'assistant', 'program')),
    account_id uuid,                          -- None: of a program.
    program text NOT NULL DEFAULT '',         -- The prefix of its token.
    token_version bigint NOT NULL DEFAULT 0,  -- The account's; one that is older is over.
    refresh_sha256 text NOT NULL DEFAULT '',  -- Of kind token.
    user_agent text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_for text NOT NULL DEFAULT '',     -- "logout", "reuse", "password", "removed".
    CHECK ((account_id IS NULL) = (role = 'program'))
);
CREATE INDEX sessions_account_id ON sessions (account_id, expires_at);
CREATE INDEX sessions_revoked_at ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.sessions FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE ON public.sessions TO tts_app;
        DROP POLICY IF EXISTS server ON public.sessions;
        CREATE POLICY server ON public.sessions TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('032_sessions',
     '40ed526eed1bd94dcb591500cc93b806975a3b7f5c4cb9989ca56eff46648584');
COMMIT;
