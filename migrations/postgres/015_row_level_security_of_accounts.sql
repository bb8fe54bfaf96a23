-- Who may reach the tables of 013 and 014 through Supabase's API: nobody, because password hashes
-- and phone numbers are read by the server only. As in 012, the roles must be there first, and the
-- DO block can be repeated.
BEGIN;

DO $$
DECLARE
    tables constant text[] := ARRAY['clients', 'buyer_intents'];
    supabase constant boolean :=
        (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated'));
    tts_app constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app');
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        IF supabase THEN
            -- Supabase grants everything on new tables; start from nothing.
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
    ('015_row_level_security_of_accounts',
     '1a35543155cba0da6a13f93377bc8703c356fe9895644baa814ddd46831fd8b7');
COMMIT;
