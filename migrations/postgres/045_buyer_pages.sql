-- The page of a buyer: what is held for them, where it goes, and how it is paid. Who has the token
-- is the buyer. It is not stored: its hash is.
BEGIN;

CREATE TABLE buyer_pages (
    id uuid PRIMARY KEY,  -- What the token is made of, together with the server's key.
    streamer text NOT NULL,
    buyer text NOT NULL,  -- As in orders.buyer.
    token_sha256 text NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL,  -- The last time that it was made, or asked for.
    UNIQUE (streamer, buyer)
);
ALTER TABLE buyer_pages ENABLE ROW LEVEL SECURITY;

-- Where the parcel of an order goes.
CREATE TABLE order_addresses (
    order_id uuid PRIMARY KEY REFERENCES orders (id),
    recipient text NOT NULL,
    street text NOT NULL,
    details text NOT NULL DEFAULT '',  -- The floor, the door.
    postal_code text NOT NULL,
    city text NOT NULL,
    region text NOT NULL DEFAULT '',
    country text NOT NULL DEFAULT '',
    updated_at timestamptz NOT NULL
);
ALTER TABLE order_addresses ENABLE ROW LEVEL SECURITY;

-- All orders of one buyer.
CREATE INDEX orders_streamer_buyer ON orders (streamer, buyer, created_at, id);

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['buyer_pages', 'order_addresses'];
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
    ('045_buyer_pages',
     '9f156ca9bc8a921186b9a6efda4da4fd5445c822d2a4a8e4f535b9d0a470b6fc');
COMMIT;
