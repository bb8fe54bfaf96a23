-- Products leave the shelf without being deleted, because orders and traces name them, and how far
-- each of their pictures is from being recognised.
ALTER TABLE products ADD COLUMN archived_at TEXT;

CREATE TABLE product_images (
    product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'failed')),
    reason TEXT NOT NULL DEFAULT '',  -- Why it failed, or was put off.
    attempts INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 1,  -- Grows when the picture may have been replaced.
    due_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    leased_until TEXT,
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    PRIMARY KEY (product_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_images_state_due_at ON product_images (state, due_at);

-- By triggers, so that the pictures of products that other programs write are prepared too.
CREATE TRIGGER products_inserted_images AFTER INSERT ON products BEGIN
    INSERT OR IGNORE INTO product_images (product_id, url)
        SELECT NEW.id, value FROM json_each(NEW.image_urls) WHERE type = 'text';
END;
CREATE TRIGGER products_updated_images AFTER UPDATE OF image_urls ON products BEGIN
    DELETE FROM product_images WHERE product_id = NEW.id
        AND url NOT IN (SELECT value FROM json_each(NEW.image_urls) WHERE type = 'text');
    INSERT INTO product_images (product_id, url)
        SELECT NEW.id, value FROM json_each(NEW.image_urls) WHERE type = 'text'
        ON CONFLICT (product_id, url) DO UPDATE SET state = 'pending', reason = '', attempts = 0,
            revision = revision + 1, due_at = excluded.due_at, leased_until = NULL,
            updated_at = excluded.updated_at;
END;

INSERT OR IGNORE INTO product_images (product_id, url)
    SELECT products.id, each.value FROM products, json_each(products.image_urls) AS each
    WHERE each.type = 'text';
