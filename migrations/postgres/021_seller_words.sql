-- What a seller decides about the reading of the chat: words that always or never claim, what a
-- claim said again means, and corrections of what was read wrong.
BEGIN;

ALTER TABLE streamers
    ADD COLUMN trigger_words jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN blocked_words jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN repeat_policy text NOT NULL DEFAULT 'add'
        CHECK (repeat_policy IN ('ignore', 'add', 'replace'));

CREATE TABLE intent_feedback (
    id uuid PRIMARY KEY,
    streamer text NOT NULL,
    text text NOT NULL,
    language text NOT NULL DEFAULT 'und',
    label text NOT NULL
        CHECK (label IN ('buy', 'question', 'feedback', 'complaint', 'none')),
    chat_message_id uuid,  -- The message may be gone before the correction.
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (streamer, text)
);
ALTER TABLE intent_feedback ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.intent_feedback FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE ON public.intent_feedback TO tts_app;
        DROP POLICY IF EXISTS server ON public.intent_feedback;
        CREATE POLICY server ON public.intent_feedback TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('021_seller_words',
     'aa48e9bf8cef7f2835d50bf2946da5b128c3728aeeed42342fa5bf228c1cf36e');
COMMIT;
