-- From the message in the program (in_app) to the buyer's phone or mailbox: a row for each channel
-- that is tried names, in `about`, the in_app row that it carries.
BEGIN;

ALTER TABLE payment_notifications ADD COLUMN streamer text NOT NULL DEFAULT '';
ALTER TABLE payment_notifications ADD COLUMN message_kind text NOT NULL DEFAULT 'text';
ALTER TABLE payment_notifications ADD COLUMN language text NOT NULL DEFAULT 'und';
ALTER TABLE payment_notifications ADD COLUMN variables jsonb NOT NULL DEFAULT '{}';
ALTER TABLE payment_notifications ADD COLUMN email text NOT NULL DEFAULT '';
ALTER TABLE payment_notifications ADD COLUMN about uuid;
ALTER TABLE payment_notifications ADD COLUMN valid_until timestamptz;
-- Of an in_app row: how far it got out of the program, and why not.
ALTER TABLE payment_notifications ADD COLUMN reach text NOT NULL DEFAULT ''
    CHECK (reach IN ('', 'underway', 'sent', 'unreached'));
ALTER TABLE payment_notifications ADD COLUMN reach_reason text NOT NULL DEFAULT '';
-- Of a failed row: the next channel was tried, or there is none.
ALTER TABLE payment_notifications ADD COLUMN followed_up boolean NOT NULL DEFAULT false;

CREATE INDEX payment_notifications_to_follow ON payment_notifications (id)
    WHERE status = 'failed' AND about IS NOT NULL AND NOT followed_up;
CREATE INDEX payment_notifications_unreached ON payment_notifications (streamer, id)
    WHERE reach = 'unreached';
-- How much went to one address, and over one channel, since when.
CREATE INDEX payment_notifications_recipient
    ON payment_notifications (recipient_number, created_at) WHERE notification_type <> 'in_app';
CREATE INDEX payment_notifications_channel
    ON payment_notifications (notification_type, created_at) WHERE notification_type <> 'in_app';

-- A seller's own words for what buyers are told.
CREATE TABLE message_templates (
    streamer text NOT NULL,
    message_kind text NOT NULL,
    language text NOT NULL,
    body text NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (streamer, message_kind, language)
);
ALTER TABLE message_templates ENABLE ROW LEVEL SECURITY;

-- When a seller's buyers are not to be woken: minutes of the day in that time zone. A range that
-- ends before it begins goes past midnight.
CREATE TABLE message_quiet_hours (
    streamer text PRIMARY KEY,
    time_zone text NOT NULL,  -- "Europe/Madrid".
    quiet_from integer NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until integer NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
    updated_at timestamptz NOT NULL
);
ALTER TABLE message_quiet_hours ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['message_templates', 'message_quiet_hours'];
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
    ('065_message_delivery',
     '553ce5259967d56d4992f1c9853d2ddc3845ee159be911b052891ed01255d0a8');
COMMIT;
