-- Units are available (products.stock), reserved for orders that are not paid, or sold. Moves
-- between the three never change their sum, which is what was received; each is in stock_ledger.
BEGIN;

ALTER TABLE products
    ADD COLUMN reserved integer NOT NULL DEFAULT 0
        CONSTRAINT products_reserved_not_negative CHECK (reserved >= 0),
    ADD COLUMN sold integer NOT NULL DEFAULT 0
        CONSTRAINT products_sold_not_negative CHECK (sold >= 0);

ALTER TABLE orders
    ADD COLUMN stock_state text NOT NULL DEFAULT 'none'
        CHECK (stock_state IN ('none', 'reserved', 'sold')),
    ADD COLUMN hold_until timestamptz,  -- Null: for ever.
    ADD COLUMN sweep_at timestamptz,    -- When to remind the buyer, then when to give it up.
    ADD COLUMN end_reason text,         -- Why it was cancelled: 'expired'...
    ADD COLUMN language text NOT NULL DEFAULT 'und';  -- What the buyer is told things in.
CREATE INDEX orders_sweep_at ON orders (sweep_at)
    WHERE status = 'pending' AND sweep_at IS NOT NULL;
CREATE INDEX orders_expired ON orders (streamer, buyer, updated_at) WHERE end_reason = 'expired';

CREATE TABLE stock_ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id uuid NOT NULL,
    order_id uuid,
    available integer NOT NULL,
    reserved integer NOT NULL,
    sold integer NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE stock_ledger ENABLE ROW LEVEL SECURITY;

-- What was there before: orders that this program made hold units or have sold them.
UPDATE orders SET stock_state = CASE status WHEN 'pending' THEN 'reserved' ELSE 'sold' END
    WHERE status <> 'cancelled' AND product_name <> '';
UPDATE products SET reserved = held.reserved, sold = held.sold
    FROM (SELECT product_id,
            coalesce(sum(quantity) FILTER (WHERE stock_state = 'reserved'), 0) AS reserved,
            coalesce(sum(quantity) FILTER (WHERE stock_state = 'sold'), 0) AS sold
        FROM orders GROUP BY product_id) AS held
    WHERE held.product_id = products.id;
INSERT INTO stock_ledger (product_id, available, reserved, sold, reason)
    SELECT id, stock, reserved, sold, 'opening' FROM products;

-- Units that come or go from outside are noted by themselves, whoever writes them.
CREATE FUNCTION tts_note_received() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    before constant integer :=
        CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.stock + OLD.reserved + OLD.sold END;
BEGIN
    INSERT INTO public.stock_ledger (product_id, available, reserved, sold, reason)
        VALUES (NEW.id, NEW.stock + NEW.reserved + NEW.sold - before, 0, 0, 'received');
    RETURN NULL;
END
$$;
CREATE TRIGGER products_stocked AFTER INSERT ON products
    FOR EACH ROW WHEN (NEW.stock + NEW.reserved + NEW.sold <> 0)
    EXECUTE FUNCTION tts_note_received();
CREATE TRIGGER products_received AFTER UPDATE OF stock, reserved, sold ON products
    FOR EACH ROW
    WHEN (NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold)
    EXECUTE FUNCTION tts_note_received();

-- As in 012 and 015: nobody but the server reads them, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['stock_ledger'];
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
    ('024_stock',
     '12b033eb3feb50fc94e802b95919298a2c8f7a815933b9096e25bc6a78660ae5');
COMMIT;
