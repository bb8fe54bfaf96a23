-- What people did, in the order in which it was written. Each entry carries a hash over itself and
-- the hash of the one before it.
BEGIN;

CREATE TABLE audit_log (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    streamer text NOT NULL DEFAULT '',
    actor_kind text NOT NULL,
    actor text NOT NULL DEFAULT '',
    actor_name text NOT NULL DEFAULT '',
    session text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    action text NOT NULL,
    object text NOT NULL DEFAULT '',
    status integer NOT NULL DEFAULT 0,
    detail text NOT NULL DEFAULT '{}',
    previous_sha256 text NOT NULL,
    sha256 text NOT NULL
);
CREATE INDEX audit_log_streamer ON audit_log (streamer, number);
CREATE INDEX audit_log_at ON audit_log (at);
ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION tts_keep_audit_log() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'entries of the audit log are never changed' USING ERRCODE = '23514';
    END IF;
    IF OLD.at > now() - interval '30 days' THEN
        RAISE EXCEPTION 'entries of the audit log stay for 30 days' USING ERRCODE = '23514';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER audit_log_kept BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION tts_keep_audit_log();
-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.audit_log FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, DELETE ON public.audit_log TO tts_app;
        DROP POLICY IF EXISTS server ON public.audit_log;
        CREATE POLICY server ON public.audit_log TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('071_audit_log',
     'b27b8b93308cee2a95c00768dbc3174c027e142ff94a6f497a8a973fc276a85a');
COMMIT;
