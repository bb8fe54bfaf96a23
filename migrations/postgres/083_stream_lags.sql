-- How far viewers are behind the host, learned from when they ask for what is newly shown.
BEGIN;

ALTER TABLE streamers
    ADD COLUMN learns_delay boolean NOT NULL DEFAULT true,
    ADD COLUMN learned_delay_ms integer NOT NULL DEFAULT 0
        CHECK (learned_delay_ms BETWEEN 0 AND 60000),
    ADD COLUMN learned_delay_changes integer NOT NULL DEFAULT 0;
-- What somebody set, stays; 0 was what nobody had set.
UPDATE streamers SET learns_delay = false WHERE stream_delay_ms > 0;

-- How long after a change of what was shown the first viewer asked for it; of the last changes.
CREATE TABLE stream_lags (
    streamer text NOT NULL,
    changed_at timestamptz NOT NULL,
    lag_ms integer NOT NULL CHECK (lag_ms >= 0),
    PRIMARY KEY (streamer, changed_at)
);
ALTER TABLE stream_lags ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.stream_lags FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON public.stream_lags TO tts_app;
        DROP POLICY IF EXISTS server ON public.stream_lags;
        CREATE POLICY server ON public.stream_lags TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('083_stream_lags',
     'd20887177253f664774e1b8e36ed0726e0384865156ac973c97f341e5cc95852');
COMMIT;
