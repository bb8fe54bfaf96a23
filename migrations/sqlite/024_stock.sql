-- Units are available (products.stock), reserved for orders that are not paid, or sold. Moves
-- between the three never change their sum, which is what was received; each is in stock_ledger.
ALTER TABLE products ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0);
ALTER TABLE products ADD COLUMN sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0);

ALTER TABLE orders ADD COLUMN stock_state TEXT NOT NULL DEFAULT 'none'
    CHECK (stock_state IN ('none', 'reserved', 'sold'));
ALTER TABLE orders ADD COLUMN hold_until TEXT;  -- Null: for ever.
-- When to remind the buyer, then when to give it up.
ALTER TABLE orders ADD COLUMN sweep_at TEXT;
ALTER TABLE orders ADD COLUMN end_reason TEXT;  -- Why it was cancelled: 'expired'...
ALTER TABLE orders ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
CREATE INDEX orders_sweep_at ON orders (sweep_at)
    WHERE status = 'pending' AND sweep_at IS NOT NULL;
CREATE INDEX orders_expired ON orders (streamer, buyer, updated_at) WHERE end_reason = 'expired';

CREATE TABLE stock_ledger (
    id INTEGER PRIMARY KEY,
    product_id TEXT NOT NULL,
    order_id TEXT,
    available INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    sold INTEGER NOT NULL,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;

-- What was there before: orders that this program made hold units or have sold them.
UPDATE orders SET stock_state = CASE status WHEN 'pending' THEN 'reserved' ELSE 'sold' END
    WHERE status <> 'cancelled' AND product_name <> '';
UPDATE products SET
    reserved = coalesce((SELECT sum(o.quantity) FROM orders AS o
        WHERE o.product_id = products.id AND o.stock_state = 'reserved'), 0),
    sold = coalesce((SELECT sum(o.quantity) FROM orders AS o
        WHERE o.product_id = products.id AND o.stock_state = 'sold'), 0);
INSERT INTO stock_ledger (product_id, available, reserved, sold, reason)
    SELECT id, stock, reserved, sold, 'opening' FROM products;

-- Units that come or go from outside are noted by themselves, whoever writes them.
CREATE TRIGGER products_stocked AFTER INSERT ON products
    WHEN NEW.stock + NEW.reserved + NEW.sold <> 0
BEGIN
    INSERT INTO stock_ledger (product_id, available, reserved, sold, reason)
        VALUES (NEW.id, NEW.stock + NEW.reserved + NEW.sold, 0, 0, 'received');
END;
CREATE TRIGGER products_received AFTER UPDATE OF stock, reserved, sold ON products
    WHEN NEW.stock + NEW.reserved + NEW.sold <> OLD.stock + OLD.reserved + OLD.sold
BEGIN
    INSERT INTO stock_ledger (product_id, available, reserved, sold, reason)
        VALUES (NEW.id, NEW.stock + NEW.reserved + NEW.sold - OLD.stock - OLD.reserved - OLD.sold,
            0, 0, 'received');
END;
