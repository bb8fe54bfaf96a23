-- The catalogue. stock is what can still be sold; whoever sells locks the row first.
BEGIN;

CREATE TABLE products (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    sku text NOT NULL,
    streamer text NOT NULL,
    name text NOT NULL,
    user_description text DEFAULT '',
    model_description text DEFAULT '',
    tag text DEFAULT '',
    price numeric(14, 2) NOT NULL DEFAULT 0 CHECK (price >= 0),
    stock integer NOT NULL DEFAULT 0 CONSTRAINT products_stock_not_negative CHECK (stock >= 0),
    category text DEFAULT '',
    image_urls jsonb DEFAULT '[]' CHECK (jsonb_typeof(image_urls) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    code text NOT NULL DEFAULT '',  -- What viewers type to claim it: "A12".
    options jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(options) = 'array'),
    currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    UNIQUE (sku, streamer)
);
CREATE INDEX products_streamer_sku ON products (streamer, sku COLLATE "C");
ALTER TABLE products ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('002_products',
     'a6cc607ba197b669cf9ad75ff5cb0d6107bafbc0cd0dcc1b255a1e5b45893705');
COMMIT;
