-- Who may reach the tables through Supabase's API. Every table has row level security on, so
-- nobody but the owner (and service roles that bypass it) sees a row unless a policy here says so.
-- The policies need the roles: anon and authenticated exist on Supabase, tts_app is an optional
-- role with few rights for the server. On a database without them this does nothing; create the
-- roles first, or run the DO block again afterwards: it can be repeated.
BEGIN;

-- The streamer that a request's token speaks for, or null. Only the server and app_metadata set
-- these claims, never the user.
CREATE OR REPLACE FUNCTION tts_streamer() RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT nullif(coalesce(claims ->> 'streamer', claims -> 'app_metadata' ->> 'streamer'), '')
    FROM (SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb AS claims) AS token
    WHERE claims ->> 'role' = 'authenticated'
$$;

DO $$
DECLARE
    tables constant text[] := ARRAY['chat_messages', 'products', 'product_matches', 'orders',
        'chat_message_order_mapping', 'payment_notifications', 'streamers', 'nlp_intents',
        'streamer_pins', 'order_events', 'shard_fences'];
    supabase constant boolean :=
        (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated'));
    tts_app constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app');
    name text;
BEGIN
    IF supabase THEN
        -- Supabase grants everything on new tables; start from nothing.
        FOREACH name IN ARRAY tables || 'schema_migrations'::text LOOP
            EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated', name);
        END LOOP;
        -- The shop window: chosen columns, no stock counts and no internal description.
        GRANT SELECT (id, streamer, sku, name, price, currency, image_urls)
            ON public.products TO anon, authenticated;
        DROP POLICY IF EXISTS shop_window ON public.products;
        CREATE POLICY shop_window ON public.products FOR SELECT TO anon, authenticated
            USING (true);
        -- A streamer reads its own rows and writes none: money and status are the server's.
        FOREACH name IN ARRAY ARRAY['chat_messages', 'orders', 'product_matches', 'streamer_pins']
        LOOP
            EXECUTE format('GRANT SELECT ON public.%I TO authenticated', name);
            EXECUTE format('DROP POLICY IF EXISTS own_rows ON public.%I', name);
            EXECUTE format('CREATE POLICY own_rows ON public.%I FOR SELECT TO authenticated '
                'USING (streamer = (SELECT public.tts_streamer()))', name);
        END LOOP;
    END IF;
    IF tts_app THEN
        -- No DELETE, no TRUNCATE, no change of the schema.
        FOREACH name IN ARRAY tables LOOP
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO tts_app', name);
            EXECUTE format('DROP POLICY IF EXISTS server ON public.%I', name);
            EXECUTE format('CREATE POLICY server ON public.%I TO tts_app '
                'USING (true) WITH CHECK (true)', name);
        END LOOP;
        REVOKE UPDATE ON public.order_events FROM tts_app;
        GRANT SELECT ON public.schema_migrations TO tts_app;
        DROP POLICY IF EXISTS server ON public.schema_migrations;
        CREATE POLICY server ON public.schema_migrations FOR SELECT TO tts_app USING (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('012_row_level_security',
     'ae2efd017d2188b1d4c2b9219ad28c3cba46865c10d7a8928151ab0e5d640044');
COMMIT;
