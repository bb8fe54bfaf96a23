-- The books: double entry. A row moves one amount from one account to another, so that all rows of
-- anything sum to zero. Amounts are in hundredths, whatever the currency.

-- The order was paid with it; other money that came has to go back.
ALTER TABLE payments ADD COLUMN pays_order INTEGER NOT NULL DEFAULT 0 CHECK (pays_order IN (0, 1));
UPDATE payments SET pays_order = 1 WHERE id IN (SELECT payment_id FROM orders);

CREATE TABLE ledger_entries (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    payment_id TEXT NOT NULL REFERENCES payments (id),
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'payment', 'commission', 'refund')),
    debit_account TEXT NOT NULL CHECK (debit_account IN ('buyer_receivable', 'provider_clearing',
        'seller_revenue', 'refunds', 'commission_expense', 'commission_payable')),
    credit_account TEXT NOT NULL CHECK (credit_account IN ('buyer_receivable', 'provider_clearing',
        'seller_revenue', 'refunds', 'commission_expense', 'commission_payable')),
    cents INTEGER NOT NULL CHECK (cents > 0),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    created_at TEXT NOT NULL,
    CHECK (debit_account <> credit_account)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_entries_payment ON ledger_entries (payment_id);
CREATE INDEX ledger_entries_streamer ON ledger_entries (streamer, created_at);

CREATE TRIGGER ledger_entries_kept BEFORE UPDATE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the ledger are only ever added');
END;
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN
    SELECT RAISE(ABORT, 'entries of the ledger are only ever added');
END;
