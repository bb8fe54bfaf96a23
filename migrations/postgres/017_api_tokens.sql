-- Tokens of programs, which have no account: sources of comments, services, administrators. Only
-- the hash of a token is stored; its beginning, which is no secret, finds it.
BEGIN;

CREATE TABLE api_tokens (
    prefix text PRIMARY KEY,
    token_sha256 text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('ingest', 'service', 'admin')),
    name text NOT NULL,
    streamers jsonb NOT NULL DEFAULT '[]',  -- Of scope ingest: for whom. Empty: for all.
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
);
ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.api_tokens FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE ON public.api_tokens TO tts_app;
        DROP POLICY IF EXISTS server ON public.api_tokens;
        CREATE POLICY server ON public.api_tokens TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('017_api_tokens',
     'a7a4779890f8c9f475ad84b1d04eb62cf12395454a3e53c1bcc467712d7af778');
COMMIT;
