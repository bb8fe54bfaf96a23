-- What waits for a person is read by its show; what an overlay may read, by its token.
BEGIN;

CREATE INDEX chat_messages_review ON chat_messages (streamer, created_at)
    WHERE decision = 'review';

-- Lets a streamer's overlay read what belongs on it. Only the hash of a token is stored.
CREATE TABLE overlay_tokens (
    streamer text PRIMARY KEY,
    token_sha256 text NOT NULL,
    shows_names boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE overlay_tokens ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.overlay_tokens FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON public.overlay_tokens TO tts_app;
        DROP POLICY IF EXISTS server ON public.overlay_tokens;
        CREATE POLICY server ON public.overlay_tokens TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('054_review_and_overlay',
     '14083f379837f812dfe9d2af0d75888184b7d9fb7703fb03f7b4ee3784d01ad3');
COMMIT;
