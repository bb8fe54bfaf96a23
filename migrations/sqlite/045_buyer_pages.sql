-- The page of a buyer: what is held for them, where it goes, and how it is paid. Who has the token
-- is the buyer. It is not stored: its hash is.
CREATE TABLE buyer_pages (
    id TEXT PRIMARY KEY NOT NULL,  -- What the token is made of, together with the server's key.
    streamer TEXT NOT NULL,
    buyer TEXT NOT NULL,  -- As in orders.buyer.
    token_sha256 TEXT NOT NULL UNIQUE,
    opened_at TEXT NOT NULL,  -- The last time that it was made, or asked for.
    UNIQUE (streamer, buyer)
) STRICT, WITHOUT ROWID;

-- Where the parcel of an order goes.
CREATE TABLE order_addresses (
    order_id TEXT PRIMARY KEY NOT NULL REFERENCES orders (id),
    recipient TEXT NOT NULL,
    street TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '',  -- The floor, the door.
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- All orders of one buyer.
CREATE INDEX orders_streamer_buyer ON orders (streamer, buyer, created_at, id);
