-- Orders, with name, price and commission as they were when the order was made.
CREATE TABLE orders (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    order_number TEXT NOT NULL UNIQUE,
    product_id TEXT NOT NULL REFERENCES products (id),
    buyer TEXT NOT NULL,
    streamer TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000),
    status TEXT NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
    total_price TEXT NOT NULL DEFAULT '0.00'
        CHECK (
            total_price GLOB '[0-9]*' AND total_price NOT GLOB '*[^0-9.]*'
            AND total_price NOT GLOB '*.*.*' AND total_price NOT GLOB '*.'
            AND total_price NOT GLOB '*.[0-9][0-9][0-9]*'),
    payment_method TEXT,
    payment_id TEXT,
    whatsapp_number TEXT,
    sms_number TEXT,
    message_sid TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    product_name TEXT NOT NULL DEFAULT '',
    product_sku TEXT NOT NULL DEFAULT '',
    variant TEXT NOT NULL DEFAULT '',
    unit_price TEXT
        CHECK (
            unit_price GLOB '[0-9]*' AND unit_price NOT GLOB '*[^0-9.]*'
            AND unit_price NOT GLOB '*.*.*' AND unit_price NOT GLOB '*.'
            AND unit_price NOT GLOB '*.[0-9][0-9][0-9]*'),
    currency TEXT NOT NULL DEFAULT 'USD' CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    frozen_commission_percentage TEXT
        CHECK (
            frozen_commission_percentage GLOB '[0-9]*'
            AND frozen_commission_percentage NOT GLOB '*[^0-9.]*'
            AND frozen_commission_percentage NOT GLOB '*.*.*'
            AND frozen_commission_percentage NOT GLOB '*.'
            AND frozen_commission_percentage NOT GLOB '*.[0-9][0-9][0-9]*'),
    claim_id TEXT,  -- The first comment of the burst that ordered; null for an order by hand.
    idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX orders_claim_id ON orders (claim_id) WHERE claim_id IS NOT NULL;
CREATE UNIQUE INDEX orders_idempotency_key
    ON orders (streamer, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX orders_streamer_created_at ON orders (streamer, created_at, id);
CREATE INDEX orders_created_at ON orders (created_at, id);
CREATE INDEX orders_product_id ON orders (product_id);
CREATE INDEX orders_pending ON orders (streamer, buyer, product_id) WHERE status = 'pending';
