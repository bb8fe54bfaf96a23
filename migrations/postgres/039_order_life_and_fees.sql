-- Orders whose money went back whole are refunded, not cancelled; what is sent has a tracking
-- number; and what the provider keeps for itself is in the books.
BEGIN;

ALTER TABLE orders DROP CONSTRAINT orders_status_check;
ALTER TABLE orders ADD CONSTRAINT orders_status_check
    CHECK (status IN ('pending', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded'));
ALTER TABLE orders
    ADD COLUMN tracking_number text,
    ADD COLUMN carrier text;

-- What the provider keeps of the amount.
ALTER TABLE payments ADD COLUMN fee numeric(14, 2) NOT NULL DEFAULT 0 CHECK (fee >= 0);
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_kind_check;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_kind_check
    CHECK (kind IN ('sale', 'payment', 'commission', 'refund', 'fee'));
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_debit_account_check;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_debit_account_check
    CHECK (debit_account IN ('buyer_receivable', 'provider_clearing', 'seller_revenue', 'refunds',
        'commission_expense', 'commission_payable', 'provider_fees'));
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_credit_account_check;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_credit_account_check
    CHECK (credit_account IN ('buyer_receivable', 'provider_clearing', 'seller_revenue', 'refunds',
        'commission_expense', 'commission_payable', 'provider_fees'));

-- What was refunded whole before was cancelled with it.
UPDATE orders SET status = 'refunded' WHERE status = 'cancelled' AND payment_id IN
    (SELECT id::text FROM payments WHERE status = 'refunded' AND pays_order);

-- A second lock on the moves that the program allows itself: see core/order_life.hpp.
CREATE FUNCTION tts_check_order_move() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NOT (
        (OLD.status = 'pending' AND NEW.status IN ('paid', 'cancelled'))
        OR (OLD.status = 'paid' AND NEW.status IN ('shipped', 'delivered', 'refunded'))
        OR (OLD.status = 'shipped' AND NEW.status IN ('delivered', 'refunded'))
        OR (OLD.status = 'delivered' AND NEW.status = 'refunded')
        OR (OLD.status = 'cancelled' AND NEW.status = 'paid')) THEN
        RAISE EXCEPTION 'an order cannot move from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER orders_moves BEFORE UPDATE OF status ON orders
    FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status)
    EXECUTE FUNCTION tts_check_order_move();

INSERT INTO schema_migrations (name, checksum) VALUES
    ('039_order_life_and_fees',
     '43c79f99e7b3902a0614964eebeacadfa321df4947db5174d2647f2a7554d79d');
COMMIT;
