-- How the sender of a comment names it in its own logs, for an order's trace. Few senders name any.
-- Without a reference to the comment, which is stored later, by another process.
BEGIN;

CREATE TABLE comment_origins (
    chat_message_id uuid PRIMARY KEY,
    request_id text NOT NULL DEFAULT '',
    trace_id text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE comment_origins ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.comment_origins FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT ON public.comment_origins TO tts_app;
        DROP POLICY IF EXISTS server ON public.comment_origins;
        CREATE POLICY server ON public.comment_origins TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('018_comment_origins',
     '0cbda0cdd0c77be92304fdce073d67d09b187d9918ee8408c571e32c82640ccd');
COMMIT;
