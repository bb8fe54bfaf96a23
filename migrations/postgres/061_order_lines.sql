-- Orders of several things. An order of one has its line in its own columns; one of several lists
-- all of them in `lines`, and its columns name the first and add up the units and the prices.
BEGIN;

ALTER TABLE orders
    ADD COLUMN variant_id uuid,
    ADD COLUMN is_cart boolean NOT NULL DEFAULT false,  -- Takes more lines while it is pending.
    -- {product_id, variant_id, name, sku, variant, quantity, unit_cents, claim_id} each.
    ADD COLUMN lines jsonb CHECK (jsonb_typeof(lines) = 'array'),
    -- total_price is the lines with the one and without the other; null: nothing.
    ADD COLUMN shipping_price numeric(14, 2) CHECK (shipping_price >= 0),
    ADD COLUMN discount numeric(14, 2) CHECK (discount >= 0),
    ADD COLUMN discount_code text,
    -- What the code gives: one of these.
    ADD COLUMN discount_percentage numeric(5, 2),
    ADD COLUMN discount_amount numeric(14, 2);
CREATE INDEX orders_discount_code ON orders (streamer, discount_code)
    WHERE discount_code IS NOT NULL;
CREATE INDEX orders_cart ON orders (streamer, buyer, created_at) WHERE is_cart;

ALTER TABLE waitlist
    ADD COLUMN variant_id uuid,
    -- Of the offer, as the rules of the show were.
    ADD COLUMN shipping_price numeric(14, 2) NOT NULL DEFAULT 0,
    ADD COLUMN free_shipping_from numeric(14, 2) NOT NULL DEFAULT 0;

CREATE VIEW order_lines WITH (security_invoker = true) AS
SELECT o.id AS order_id, 1 AS line_no, o.streamer, o.buyer, o.status, o.stock_state, o.created_at,
    o.product_id, o.variant_id, o.product_name, o.product_sku, o.variant, o.quantity,
    round(coalesce(o.unit_price, o.total_price / o.quantity) * 100)::bigint AS unit_cents,
    o.claim_id
FROM orders AS o WHERE o.lines IS NULL
UNION ALL
SELECT o.id, l.line_no::integer, o.streamer, o.buyer, o.status, o.stock_state, o.created_at,
    (l.line ->> 'product_id')::uuid, (l.line ->> 'variant_id')::uuid, l.line ->> 'name',
    l.line ->> 'sku', l.line ->> 'variant', (l.line ->> 'quantity')::integer,
    (l.line ->> 'unit_cents')::bigint, (l.line ->> 'claim_id')::uuid
FROM orders AS o, jsonb_array_elements(o.lines) WITH ORDINALITY AS l (line, line_no)
WHERE o.lines IS NOT NULL;

CREATE TABLE discount_codes (
    streamer text NOT NULL,
    code text NOT NULL,  -- In lower case.
    percentage numeric(5, 2) CHECK (percentage > 0 AND percentage <= 100),
    amount numeric(14, 2) CHECK (amount > 0),
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,  -- Null: for ever.
    uses_max integer NOT NULL DEFAULT 0 CHECK (uses_max >= 0),  -- Orders; 0: no limit.
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (streamer, code),
    CHECK ((percentage IS NULL) <> (amount IS NULL))
);
ALTER TABLE discount_codes ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads them, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.order_lines, public.discount_codes FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT ON public.order_lines TO tts_app;
        GRANT SELECT, INSERT, UPDATE ON public.discount_codes TO tts_app;
        DROP POLICY IF EXISTS server ON public.discount_codes;
        CREATE POLICY server ON public.discount_codes TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('061_order_lines',
     'edd6009970c2c1c234c1a83641e3f97f46b1ede98ab072acfcdbf4cc8a7d7d97');
COMMIT;
