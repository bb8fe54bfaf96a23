-- How buyers are reached, and who does not want to be.
BEGIN;

CREATE TABLE buyer_contacts (
    streamer text NOT NULL,
    handle text NOT NULL,                -- As in orders.buyer.
    phone text NOT NULL DEFAULT '',      -- E.164, with the plus.
    email text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT '',   -- "es"; empty: that of the seller's messages.
    opted_out boolean NOT NULL DEFAULT false,
    verified_by text NOT NULL DEFAULT ''
        CHECK (verified_by IN ('', 'account', 'code', 'page', 'seller')),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (streamer, handle)
);
ALTER TABLE buyer_contacts ENABLE ROW LEVEL SECURITY;

-- What is known of a phone number, whoever's it is: STOP counts for all sellers, because all write
-- from the same number.
CREATE TABLE message_addresses (
    address text PRIMARY KEY,
    opted_out_at timestamptz,
    opt_out_word text NOT NULL DEFAULT '',
    wrote_at timestamptz,  -- When the buyer last wrote to us by WhatsApp.
    updated_at timestamptz NOT NULL
);
ALTER TABLE message_addresses ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['buyer_contacts', 'message_addresses'];
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
    ('030_buyer_contacts',
     'b581f42ed1b892a110ae35cd9cd391e22f0e0d16d18ed315fb4aafed0c0d97be');
COMMIT;
