-- Where the video of a streamer comes from, and which process watches it.
BEGIN;

CREATE TABLE stream_captures (
    streamer text PRIMARY KEY,
    source_url text NOT NULL DEFAULT '',  -- Empty: as the server is set.
    delay_ms bigint NOT NULL DEFAULT 0 CHECK (delay_ms >= 0),  -- How far it is behind the host.
    lease_owner text NOT NULL DEFAULT '',
    leased_until timestamptz,
    state text NOT NULL DEFAULT 'off' CHECK (state IN ('off', 'running', 'waiting')),
    reason text NOT NULL DEFAULT '',
    last_frame_at timestamptz,
    updated_at timestamptz NOT NULL
);
ALTER TABLE stream_captures ENABLE ROW LEVEL SECURITY;

-- The pictures of the video that are kept in the object store.
CREATE TABLE streamer_frames (
    id uuid PRIMARY KEY,
    streamer text NOT NULL,
    stream_time timestamptz NOT NULL,
    object_key text NOT NULL UNIQUE,
    fingerprint text NOT NULL DEFAULT '',  -- A perceptual hash in hexadecimal digits.
    bytes bigint NOT NULL CHECK (bytes >= 0),
    product_id uuid,                       -- What was recognised, if anything was.
    score double precision NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL
);
CREATE INDEX streamer_frames_time ON streamer_frames (stream_time);
CREATE INDEX streamer_frames_streamer_time ON streamer_frames (streamer, stream_time);
ALTER TABLE streamer_frames ENABLE ROW LEVEL SECURITY;

-- Finds the frames that are the evidence of a comment, which are kept.
CREATE INDEX chat_messages_match_frame ON chat_messages (match_frame) WHERE match_frame <> '';

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['stream_captures', 'streamer_frames'];
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
    ('050_stream_captures',
     'a4c1ec6fd39dd5c2d6fd370d9ea965c431747736de9237cbbf61a39c4f2081e3');
COMMIT;
