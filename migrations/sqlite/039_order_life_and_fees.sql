-- Orders whose money went back whole are refunded, not cancelled; what is sent has a tracking
-- number; and what the provider keeps for itself is in the books.

-- Lists of values are CHECKs of their tables. SQLite changes none, but lets its text be written anew
-- where rows that are stored stay as they are: https://sqlite.org/lang_altertable.html
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    '''shipped'', ''delivered'', ''cancelled'')',
    '''shipped'', ''delivered'', ''cancelled'', ''refunded'')')
    WHERE type = 'table' AND name = 'orders';
UPDATE sqlite_schema SET sql = replace(replace(sql,
    '''commission'', ''refund'')', '''commission'', ''refund'', ''fee'')'),
    '''commission_payable'')', '''commission_payable'', ''provider_fees'')')
    WHERE type = 'table' AND name = 'ledger_entries';
PRAGMA writable_schema = RESET;

ALTER TABLE orders ADD COLUMN tracking_number TEXT;
ALTER TABLE orders ADD COLUMN carrier TEXT;

-- What the provider keeps of the amount.
ALTER TABLE payments ADD COLUMN fee TEXT NOT NULL DEFAULT '0.00'
    CHECK (
        fee GLOB '[0-9]*' AND fee NOT GLOB '*[^0-9.]*' AND fee NOT GLOB '*.*.*'
        AND fee NOT GLOB '*.' AND fee NOT GLOB '*.[0-9][0-9][0-9]*');

-- What was refunded whole before was cancelled with it.
UPDATE orders SET status = 'refunded' WHERE status = 'cancelled' AND payment_id IN
    (SELECT id FROM payments WHERE status = 'refunded' AND pays_order = 1);

-- A second lock on the moves that the program allows itself: see core/order_life.hpp.
CREATE TRIGGER orders_moves BEFORE UPDATE OF status ON orders
WHEN NEW.status <> OLD.status AND NOT (
    (OLD.status = 'pending' AND NEW.status IN ('paid', 'cancelled'))
    OR (OLD.status = 'paid' AND NEW.status IN ('shipped', 'delivered', 'refunded'))
    OR (OLD.status = 'shipped' AND NEW.status IN ('delivered', 'refunded'))
    OR (OLD.status = 'delivered' AND NEW.status = 'refunded')
    OR (OLD.status = 'cancelled' AND NEW.status = 'paid'))
BEGIN
    SELECT RAISE(ABORT, 'an order cannot move so');
END;
