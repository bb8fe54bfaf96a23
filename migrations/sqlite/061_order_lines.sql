-- Orders of several things. An order of one has its line in its own columns; one of several lists
-- all of them in `lines`, and its columns name the first and add up the units and the prices.
ALTER TABLE orders ADD COLUMN variant_id TEXT;
-- Takes more lines while it is pending.
ALTER TABLE orders ADD COLUMN is_cart INTEGER NOT NULL DEFAULT 0;
-- {product_id, variant_id, name, sku, variant, quantity, unit_cents, claim_id} each.
ALTER TABLE orders ADD COLUMN lines TEXT CHECK (json_type(lines) = 'array');
-- total_price is the lines with the one and without the other; null: nothing.
ALTER TABLE orders ADD COLUMN shipping_price TEXT;
ALTER TABLE orders ADD COLUMN discount TEXT;
ALTER TABLE orders ADD COLUMN discount_code TEXT;
-- What the code gives: one of these.
ALTER TABLE orders ADD COLUMN discount_percentage TEXT;
ALTER TABLE orders ADD COLUMN discount_amount TEXT;
CREATE INDEX orders_discount_code ON orders (streamer, discount_code)
    WHERE discount_code IS NOT NULL;
CREATE INDEX orders_cart ON orders (streamer, buyer, created_at) WHERE is_cart;

ALTER TABLE waitlist ADD COLUMN variant_id TEXT;
-- Of the offer, as the rules of the show were.
ALTER TABLE waitlist ADD COLUMN shipping_price TEXT NOT NULL DEFAULT '0.00';
ALTER TABLE waitlist ADD COLUMN free_shipping_from TEXT NOT NULL DEFAULT '0.00';

CREATE VIEW order_lines AS
SELECT o.id AS order_id, 1 AS line_no, o.streamer, o.buyer, o.status, o.stock_state, o.created_at,
    o.product_id, o.variant_id, o.product_name, o.product_sku, o.variant, o.quantity,
    CAST(round(coalesce(o.unit_price, CAST(o.total_price AS REAL) / o.quantity) * 100) AS INTEGER)
        AS unit_cents,
    o.claim_id
FROM orders AS o WHERE o.lines IS NULL
UNION ALL
SELECT o.id, l.key + 1, o.streamer, o.buyer, o.status, o.stock_state, o.created_at,
    l.value ->> 'product_id', l.value ->> 'variant_id', l.value ->> 'name', l.value ->> 'sku',
    l.value ->> 'variant', l.value ->> 'quantity', l.value ->> 'unit_cents', l.value ->> 'claim_id'
FROM orders AS o, json_each(o.lines) AS l WHERE o.lines IS NOT NULL;

CREATE TABLE discount_codes (
    streamer TEXT NOT NULL,
    code TEXT NOT NULL,  -- In lower case.
    percentage TEXT,     -- One of the two.
    amount TEXT,
    valid_from TEXT NOT NULL,
    valid_until TEXT,  -- Null: for ever.
    uses_max INTEGER NOT NULL DEFAULT 0 CHECK (uses_max >= 0),  -- Orders; 0: no limit.
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    PRIMARY KEY (streamer, code),
    CHECK ((percentage IS NULL) <> (amount IS NULL))
) STRICT, WITHOUT ROWID;
