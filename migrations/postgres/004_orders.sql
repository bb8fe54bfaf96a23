-- Orders, with name, price and commission as they were when the order was made.
BEGIN;

CREATE TABLE orders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    order_number text NOT NULL UNIQUE,
    product_id uuid NOT NULL REFERENCES products (id),
    buyer text NOT NULL,
    streamer text NOT NULL,
    source text NOT NULL DEFAULT '',
    quantity integer NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000),
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
    total_price numeric(14, 2) NOT NULL DEFAULT 0 CHECK (total_price >= 0),
    payment_method text,
    payment_id text,
    whatsapp_number text,
    sms_number text,
    message_sid text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    product_name text NOT NULL DEFAULT '',
    product_sku text NOT NULL DEFAULT '',
    variant text NOT NULL DEFAULT '',
    unit_price numeric(14, 2) CHECK (unit_price >= 0),
    currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    frozen_commission_percentage numeric(5, 2)
        CHECK (frozen_commission_percentage BETWEEN 0 AND 100),
    claim_id uuid,  -- The first comment of the burst that ordered; null for an order by hand.
    idempotency_key text
);
CREATE UNIQUE INDEX orders_claim_id ON orders (claim_id) WHERE claim_id IS NOT NULL;
CREATE UNIQUE INDEX orders_idempotency_key
    ON orders (streamer, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX orders_streamer_created_at ON orders (streamer, created_at, id);
CREATE INDEX orders_created_at ON orders (created_at, id);
CREATE INDEX orders_product_id ON orders (product_id);
CREATE INDEX orders_pending ON orders (streamer, buyer, product_id) WHERE status = 'pending';
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('004_orders',
     '7cc3a2c34d885c1f81f80632a583fe493769de8ec01af4e9c929c0aaac9da31b');
COMMIT;
