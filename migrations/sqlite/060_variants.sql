-- Variants of products: size, colour... Each has units of its own; those of the product are their
-- sum. Claim codes are each streamer's for one product or variant at a time.
CREATE TABLE product_variants (
    id TEXT PRIMARY KEY NOT NULL,
    product_id TEXT NOT NULL REFERENCES products (id),
    streamer TEXT NOT NULL,  -- The product's.
    sku TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',  -- What viewers type to claim it.
    options TEXT NOT NULL DEFAULT '[]' CHECK (json_type(options) = 'array'),
    price TEXT CHECK (CAST(price AS REAL) > 0),  -- Null: the product's.
    stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
    reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    archived_at TEXT,
    UNIQUE (streamer, sku)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_variants_product_id ON product_variants (product_id, id);
CREATE UNIQUE INDEX product_variants_options ON product_variants (product_id, options)
    WHERE archived_at IS NULL;

ALTER TABLE products ADD COLUMN has_variants INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stock_ledger ADD COLUMN variant_id TEXT;  -- Null: of no variant.

-- The moves of a product with variants are noted with the variant, below.
DROP TRIGGER products_received;
CREATE TRIGGER products_received AFTER UPDATE OF stock, reserved, sold ON products
    WHEN NOT NEW.has_variants
        AND NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold
BEGIN
    INSERT INTO stock_ledger (product_id, available, reserved, sold, reason)
        VALUES (NEW.id, NEW.stock + NEW.reserved + NEW.sold - OLD.stock - OLD.reserved - OLD.sold,
            0, 0, 'received');
END;

-- Units that come or go from outside are noted and are the product's too, whoever writes them. The
-- first variant takes the product over: what it had without one is not on the shelf any more.
CREATE TRIGGER product_variants_stocked AFTER INSERT ON product_variants
BEGIN
    UPDATE products SET stock = 0 WHERE id = NEW.product_id AND NOT has_variants AND stock <> 0;
    UPDATE products SET has_variants = 1 WHERE id = NEW.product_id AND NOT has_variants;
    UPDATE products SET stock = stock + NEW.stock + NEW.reserved + NEW.sold
        WHERE id = NEW.product_id AND NEW.stock + NEW.reserved + NEW.sold <> 0;
    INSERT INTO stock_ledger (product_id, variant_id, available, reserved, sold, reason)
        SELECT NEW.product_id, NEW.id, NEW.stock + NEW.reserved + NEW.sold, 0, 0, 'received'
        WHERE NEW.stock + NEW.reserved + NEW.sold <> 0;
END;
CREATE TRIGGER product_variants_received AFTER UPDATE OF stock, reserved, sold ON product_variants
    WHEN NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold
BEGIN
    UPDATE products SET stock = stock + NEW.stock + NEW.reserved + NEW.sold
        - OLD.stock - OLD.reserved - OLD.sold WHERE id = NEW.product_id;
    INSERT INTO stock_ledger (product_id, variant_id, available, reserved, sold, reason)
        VALUES (NEW.product_id, NEW.id,
            NEW.stock + NEW.reserved + NEW.sold - OLD.stock - OLD.reserved - OLD.sold,
            0, 0, 'received');
END;

-- Whose each claim code is, as long as that is on the shelf. What had the same code before this
-- migration keeps it: the older product has it here.
CREATE TABLE claim_codes (
    streamer TEXT NOT NULL,
    code TEXT NOT NULL,  -- In lower case.
    owner_id TEXT NOT NULL UNIQUE,  -- The product or the variant.
    PRIMARY KEY (streamer, code)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO claim_codes (streamer, code, owner_id)
    SELECT streamer, lower(code), id FROM products WHERE code <> '' AND archived_at IS NULL
    ORDER BY created_at, id;

CREATE TRIGGER products_coded AFTER INSERT ON products WHEN NEW.code <> ''
BEGIN
    INSERT INTO claim_codes (streamer, code, owner_id)
        VALUES (NEW.streamer, lower(NEW.code), NEW.id);
END;
CREATE TRIGGER products_recoded AFTER UPDATE OF code, archived_at ON products
    WHEN NEW.code <> OLD.code OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL)
BEGIN
    DELETE FROM claim_codes WHERE owner_id = NEW.id;
    INSERT INTO claim_codes (streamer, code, owner_id)
        SELECT NEW.streamer, lower(NEW.code), NEW.id
        WHERE NEW.code <> '' AND NEW.archived_at IS NULL;
    -- A product takes the codes of its variants along, off the shelf and back.
    DELETE FROM claim_codes WHERE owner_id IN
        (SELECT id FROM product_variants WHERE product_id = NEW.id);
    INSERT INTO claim_codes (streamer, code, owner_id)
        SELECT streamer, lower(code), id FROM product_variants
        WHERE product_id = NEW.id AND code <> '' AND archived_at IS NULL
            AND NEW.archived_at IS NULL;
END;
CREATE TRIGGER product_variants_coded AFTER INSERT ON product_variants WHEN NEW.code <> ''
BEGIN
    INSERT INTO claim_codes (streamer, code, owner_id)
        VALUES (NEW.streamer, lower(NEW.code), NEW.id);
END;
CREATE TRIGGER product_variants_recoded AFTER UPDATE OF code, archived_at ON product_variants
    WHEN NEW.code <> OLD.code OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL)
BEGIN
    DELETE FROM claim_codes WHERE owner_id = NEW.id;
    INSERT INTO claim_codes (streamer, code, owner_id)
        SELECT NEW.streamer, lower(NEW.code), NEW.id
        WHERE NEW.code <> '' AND NEW.archived_at IS NULL;
END;

-- What a seller changes of a variant changes its product, for those who follow the show; units that
-- move between the three come with a change of their order, which is told.
CREATE TRIGGER product_variants_live_insert AFTER INSERT ON product_variants BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('products', new.product_id);
END;
CREATE TRIGGER product_variants_live_update AFTER UPDATE ON product_variants
    WHEN new.stock = old.stock OR new.stock + new.reserved + new.sold
        <> old.stock + old.reserved + old.sold
BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('products', new.product_id);
END;
