-- Variants of products: size, colour... Each has units of its own; those of the product are their
-- sum. Claim codes are each streamer's for one product or variant at a time.
BEGIN;

CREATE TABLE product_variants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    product_id uuid NOT NULL REFERENCES products (id),
    streamer text NOT NULL,  -- The product's.
    sku text NOT NULL,
    code text NOT NULL DEFAULT '',  -- What viewers type to claim it.
    options jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(options) = 'array'),
    price numeric(14, 2) CHECK (price > 0),  -- Null: the product's.
    stock integer NOT NULL DEFAULT 0
        CONSTRAINT product_variants_stock_not_negative CHECK (stock >= 0),
    reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    archived_at timestamptz,
    UNIQUE (streamer, sku)
);
CREATE INDEX product_variants_product_id ON product_variants (product_id, id);
CREATE UNIQUE INDEX product_variants_options ON product_variants (product_id, options)
    WHERE archived_at IS NULL;
ALTER TABLE product_variants ENABLE ROW LEVEL SECURITY;

ALTER TABLE products ADD COLUMN has_variants boolean NOT NULL DEFAULT false;
ALTER TABLE stock_ledger ADD COLUMN variant_id uuid;  -- Null: of no variant.

-- The moves of a product with variants are noted with the variant, below.
DROP TRIGGER products_received ON products;
CREATE TRIGGER products_received AFTER UPDATE OF stock, reserved, sold ON products
    FOR EACH ROW
    WHEN (NOT NEW.has_variants
        AND NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold)
    EXECUTE FUNCTION tts_note_received();

-- Units that come or go from outside are noted and are the product's too, whoever writes them. The
-- first variant takes the product over: what it had without one is not on the shelf any more.
CREATE FUNCTION tts_note_variant_received() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    come constant integer := NEW.stock + NEW.reserved + NEW.sold
        - CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.stock + OLD.reserved + OLD.sold END;
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE public.products SET stock = 0
            WHERE id = NEW.product_id AND NOT has_variants AND stock <> 0;
        UPDATE public.products SET has_variants = true
            WHERE id = NEW.product_id AND NOT has_variants;
    END IF;
    IF come <> 0 THEN
        UPDATE public.products SET stock = stock + come, updated_at = now()
            WHERE id = NEW.product_id;
        INSERT INTO public.stock_ledger
            (product_id, variant_id, available, reserved, sold, reason)
            VALUES (NEW.product_id, NEW.id, come, 0, 0, 'received');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_stocked AFTER INSERT ON product_variants
    FOR EACH ROW EXECUTE FUNCTION tts_note_variant_received();
CREATE TRIGGER product_variants_received AFTER UPDATE OF stock, reserved, sold ON product_variants
    FOR EACH ROW
    WHEN (NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold)
    EXECUTE FUNCTION tts_note_variant_received();

-- Whose each claim code is, as long as that is on the shelf. What had the same code before this
-- migration keeps it: the older product has it here.
CREATE TABLE claim_codes (
    streamer text NOT NULL,
    code text NOT NULL,  -- In lower case.
    owner_id uuid NOT NULL UNIQUE,  -- The product or the variant.
    PRIMARY KEY (streamer, code)
);
ALTER TABLE claim_codes ENABLE ROW LEVEL SECURITY;
INSERT INTO claim_codes (streamer, code, owner_id)
    SELECT streamer, lower(code), id FROM products WHERE code <> '' AND archived_at IS NULL
    ORDER BY created_at, id
    ON CONFLICT DO NOTHING;

CREATE FUNCTION tts_keep_claim_code() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    DELETE FROM public.claim_codes WHERE owner_id = NEW.id;
    IF NEW.code <> '' AND NEW.archived_at IS NULL THEN
        INSERT INTO public.claim_codes (streamer, code, owner_id)
            VALUES (NEW.streamer, lower(NEW.code), NEW.id);
    END IF;
    -- A product takes the codes of its variants along, off the shelf and back.
    IF TG_TABLE_NAME = 'products' AND TG_OP = 'UPDATE' THEN
        DELETE FROM public.claim_codes WHERE owner_id IN
            (SELECT id FROM public.product_variants WHERE product_id = NEW.id);
        INSERT INTO public.claim_codes (streamer, code, owner_id)
            SELECT streamer, lower(code), id FROM public.product_variants
            WHERE product_id = NEW.id AND code <> '' AND archived_at IS NULL
                AND NEW.archived_at IS NULL;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER products_coded AFTER INSERT ON products
    FOR EACH ROW WHEN (NEW.code <> '') EXECUTE FUNCTION tts_keep_claim_code();
CREATE TRIGGER products_recoded AFTER UPDATE OF code, archived_at ON products
    FOR EACH ROW
    WHEN (NEW.code <> OLD.code OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL))
    EXECUTE FUNCTION tts_keep_claim_code();
CREATE TRIGGER product_variants_coded AFTER INSERT ON product_variants
    FOR EACH ROW WHEN (NEW.code <> '') EXECUTE FUNCTION tts_keep_claim_code();
CREATE TRIGGER product_variants_recoded AFTER UPDATE OF code, archived_at ON product_variants
    FOR EACH ROW
    WHEN (NEW.code <> OLD.code OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL))
    EXECUTE FUNCTION tts_keep_claim_code();

-- What a seller changes of a variant changes its product, for those who follow the show; units that
-- move between the three come with a change of their order, which is told.
CREATE FUNCTION tts_note_variant_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.live_events (kind, subjects) VALUES ('products', ARRAY[NEW.product_id]);
    RETURN NULL;
END
$$;
CREATE TRIGGER product_variants_live_insert AFTER INSERT ON product_variants
    FOR EACH ROW EXECUTE FUNCTION tts_note_variant_change();
CREATE TRIGGER product_variants_live_update AFTER UPDATE ON product_variants
    FOR EACH ROW WHEN (NEW.stock = OLD.stock OR NEW.stock + NEW.reserved + NEW.sold
        <> OLD.stock + OLD.reserved + OLD.sold)
    EXECUTE FUNCTION tts_note_variant_change();

-- As in 012 and 015: nobody but the server reads them, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['product_variants', 'claim_codes'];
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
    IF tts_app THEN
        GRANT DELETE ON public.claim_codes TO tts_app;
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('060_variants',
     'd91a1a0309adc4e8237c5a613d288d5c8da2142c701ca62ca48aa040995abfdb');
COMMIT;
