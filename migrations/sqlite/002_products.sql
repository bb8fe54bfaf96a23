-- The catalogue. stock is what can still be sold.
CREATE TABLE products (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    sku TEXT NOT NULL,
    streamer TEXT NOT NULL,
    name TEXT NOT NULL,
    user_description TEXT DEFAULT '',
    model_description TEXT DEFAULT '',
    tag TEXT DEFAULT '',
    price TEXT NOT NULL DEFAULT '0.00'
        CHECK (
            price GLOB '[0-9]*' AND price NOT GLOB '*[^0-9.]*'
            AND price NOT GLOB '*.*.*' AND price NOT GLOB '*.'
            AND price NOT GLOB '*.[0-9][0-9][0-9]*'),
    stock INTEGER NOT NULL DEFAULT 0 CHECK (stock >= 0),
    category TEXT DEFAULT '',
    image_urls TEXT DEFAULT '[]' CHECK (json_type(image_urls) = 'array'),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    code TEXT NOT NULL DEFAULT '',  -- What viewers type to claim it: "A12".
    options TEXT NOT NULL DEFAULT '[]' CHECK (json_type(options) = 'array'),
    currency TEXT NOT NULL DEFAULT 'USD' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    UNIQUE (sku, streamer)
) STRICT;
CREATE INDEX products_streamer_sku ON products (streamer, sku);
