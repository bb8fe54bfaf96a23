-- When the chat was not read, as far as anybody noticed: by the word of a connector, or of the
-- server itself.
BEGIN;

CREATE TABLE chat_gaps (
    streamer text NOT NULL DEFAULT '',  -- Empty: every show.
    source text NOT NULL,
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL CHECK (ended_at >= began_at),
    reason text NOT NULL DEFAULT '',
    PRIMARY KEY (streamer, source, began_at)
);
CREATE INDEX chat_gaps_ended_at ON chat_gaps (ended_at);
ALTER TABLE chat_gaps ENABLE ROW LEVEL SECURITY;

-- When some process last noted that it takes comments.
CREATE TABLE chat_watch (
    id smallint PRIMARY KEY CHECK (id = 1),
    alive_at timestamptz NOT NULL
);
ALTER TABLE chat_watch ENABLE ROW LEVEL SECURITY;

-- A buyer who is blocked, or not any more, is told to those who follow a show live (see 038), whose
-- log knows rows by ids.
ALTER TABLE blocked_buyers ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
CREATE TRIGGER blocked_buyers_live_insert AFTER INSERT ON blocked_buyers
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER blocked_buyers_live_update AFTER UPDATE ON blocked_buyers
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['chat_gaps', 'chat_watch'];
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
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO tts_app', name);
            EXECUTE format('DROP POLICY IF EXISTS server ON public.%I', name);
            EXECUTE format('CREATE POLICY server ON public.%I TO tts_app '
                'USING (true) WITH CHECK (true)', name);
        END IF;
    END LOOP;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('080_chat_gaps',
     '5bf80750524d958c6bdbea8a74a7193ffa9d1afa8b7125f8c8217356c9cf80b3');
COMMIT;
