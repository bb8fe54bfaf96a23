-- What a seller decides about the orders of a show. A streamer without a row has the defaults.
BEGIN;

CREATE TABLE show_rules (
    streamer text PRIMARY KEY,
    hold_seconds integer NOT NULL CHECK (hold_seconds BETWEEN 0 AND 604800),
    reminder_seconds integer NOT NULL CHECK (reminder_seconds BETWEEN 0 AND 604800),
    carts text NOT NULL CHECK (carts IN ('each', 'one_order')),
    sale_mode text NOT NULL CHECK (sale_mode IN ('reserve', 'first_paid')),
    -- 0 in any of these: no limit.
    buyer_units_max integer NOT NULL CHECK (buyer_units_max BETWEEN 0 AND 1000),
    unpaid_max integer NOT NULL CHECK (unpaid_max BETWEEN 0 AND 1000),
    unpaid_days integer NOT NULL CHECK (unpaid_days BETWEEN 1 AND 365),
    platform_rules text NOT NULL CHECK (platform_rules IN ('free', 'tiktok')),
    -- 0: as the server is set.
    buy_score_min double precision NOT NULL CHECK (buy_score_min BETWEEN 0 AND 1),
    match_score_min double precision NOT NULL CHECK (match_score_min BETWEEN 0 AND 1),
    shipping_price numeric(14, 2) NOT NULL CHECK (shipping_price >= 0),
    free_shipping_from numeric(14, 2) NOT NULL CHECK (free_shipping_from >= 0),
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE show_rules ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.show_rules FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, UPDATE ON public.show_rules TO tts_app;
        DROP POLICY IF EXISTS server ON public.show_rules;
        CREATE POLICY server ON public.show_rules TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('023_show_rules',
     'd67a478f5199be71a8f2f5561649640abe0e13a7ff521430b78edb41a669111b');
COMMIT;
