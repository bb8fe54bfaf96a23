-- Products leave the shelf without being deleted, because orders and traces name them; they are
-- found by words; and how far each of their pictures is from being recognised.
BEGIN;

-- Text as it is searched: in lower case, without accents.
CREATE FUNCTION tts_folded(original text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = '' AS $$
    SELECT lower(regexp_replace(normalize(original, NFKD), '[\u0300-\u036f]', '', 'g'))
$$;

-- A search reads the products of one streamer, by products_streamer_sku.
ALTER TABLE products
    ADD COLUMN archived_at timestamptz,
    ADD COLUMN search_text text NOT NULL
        GENERATED ALWAYS AS (tts_folded(name || ' ' || code || ' ' || sku)) STORED;

CREATE TABLE product_images (
    product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    url text NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'failed')),
    reason text NOT NULL DEFAULT '',  -- Why it failed, or was put off.
    attempts integer NOT NULL DEFAULT 0,
    revision integer NOT NULL DEFAULT 1,  -- Grows when the picture may have been replaced.
    due_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (product_id, url)
);
CREATE INDEX product_images_state_due_at ON product_images (state, due_at);
ALTER TABLE product_images ENABLE ROW LEVEL SECURITY;

-- By a trigger, so that the pictures of products that other programs write are prepared too.
CREATE FUNCTION tts_queue_product_images() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    urls constant text[] := ARRAY(
        SELECT DISTINCT each.value #>> '{}'
        FROM jsonb_array_elements(NEW.image_urls) AS each (value)
        WHERE jsonb_typeof(each.value) = 'string');
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM public.product_images WHERE product_id = NEW.id AND url <> ALL (urls);
    END IF;
    INSERT INTO public.product_images AS image (product_id, url)
        SELECT NEW.id, wanted FROM unnest(urls) AS wanted
        ON CONFLICT (product_id, url) DO UPDATE SET state = 'pending', reason = '', attempts = 0,
            revision = image.revision + 1, due_at = excluded.due_at, leased_until = NULL,
            updated_at = excluded.updated_at;
    RETURN NULL;
END
$$;
CREATE TRIGGER products_images AFTER INSERT OR UPDATE OF image_urls ON products
    FOR EACH ROW EXECUTE FUNCTION tts_queue_product_images();

INSERT INTO product_images (product_id, url)
    SELECT DISTINCT products.id, each.value #>> '{}'
    FROM products, jsonb_array_elements(products.image_urls) AS each (value)
    WHERE jsonb_typeof(each.value) = 'string';

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.product_images FROM PUBLIC, anon, authenticated;
        -- What is off the shelf is not in the window.
        DROP POLICY IF EXISTS shop_window ON public.products;
        CREATE POLICY shop_window ON public.products FOR SELECT TO anon, authenticated
            USING (archived_at IS NULL);
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        -- The trigger deletes what a product no longer shows; nothing else is lost with it.
        GRANT SELECT, INSERT, UPDATE, DELETE ON public.product_images TO tts_app;
        DROP POLICY IF EXISTS server ON public.product_images;
        CREATE POLICY server ON public.product_images TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('016_product_images',
     '2d09873c79369dba1c453492003d303285ed5b6444b5ca337e516bcff9204d02');
COMMIT;
