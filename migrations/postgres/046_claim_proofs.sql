-- Buyers who say on a web page who they are in the chat, and prove it by writing four digits there.
-- The digits are not stored: they are made of the id and the server's key. What the buyer's browser
-- waits with is stored as its hash.
BEGIN;

CREATE TABLE claim_proofs (
    id uuid PRIMARY KEY,
    streamer text NOT NULL,
    handle text NOT NULL,
    token_sha256 text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    misses integer NOT NULL DEFAULT 0,  -- Four other digits that the handle wrote meanwhile.
    proved_at timestamptz,
    chat_message_id uuid                -- What proved it: it proves this and nothing else.
);
CREATE INDEX claim_proofs_streamer ON claim_proofs (streamer, created_at);
CREATE INDEX claim_proofs_handle ON claim_proofs (streamer, handle, created_at);
ALTER TABLE claim_proofs ENABLE ROW LEVEL SECURITY;

-- Such a comment is for nothing else. Every row kept to the narrower rule, so none is read for it.
ALTER TABLE chat_messages DROP CONSTRAINT chat_messages_decision_check;
ALTER TABLE chat_messages ADD CONSTRAINT chat_messages_decision_check CHECK (decision IN (
    'ignored', 'ordered', 'repeated', 'sold_out', 'asked', 'review', 'verification')) NOT VALID;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['claim_proofs'];
    supabase constant boolean :=
        (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated'));
    tts_app constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app');
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        IF supabase THEN
            EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated', name);
        END IF;
        IF tts_app THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO tts_app', name);
            EXECUTE format('DROP POLICY IF EXISTS server ON public.%I', name);
            EXECUTE format('CREATE POLICY server ON public.%I TO tts_app '
                'USING (true) WITH CHECK (true)', name);
        END IF;
    END LOOP;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('046_claim_proofs',
     'b5355cdc6299b97a505a83df6d3953f8095af2b87d5ed383125e4f593b02a483');
COMMIT;
