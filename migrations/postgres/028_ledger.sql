-- The books: double entry. A row moves one amount from one account to another, so that all rows of
-- anything sum to zero. Amounts are in hundredths, whatever the currency.
BEGIN;

-- The order was paid with it; other money that came has to go back.
ALTER TABLE payments ADD COLUMN pays_order boolean NOT NULL DEFAULT false;
UPDATE payments AS p SET pays_order = true FROM orders AS o WHERE o.payment_id = p.id::text;

CREATE TABLE ledger_entries (
    id uuid PRIMARY KEY,
    streamer text NOT NULL,
    order_id uuid NOT NULL REFERENCES orders (id),
    payment_id uuid NOT NULL REFERENCES payments (id),
    kind text NOT NULL CHECK (kind IN ('sale', 'payment', 'commission', 'refund')),
    debit_account text NOT NULL CHECK (debit_account IN ('buyer_receivable', 'provider_clearing',
        'seller_revenue', 'refunds', 'commission_expense', 'commission_payable')),
    credit_account text NOT NULL CHECK (credit_account IN ('buyer_receivable', 'provider_clearing',
        'seller_revenue', 'refunds', 'commission_expense', 'commission_payable')),
    cents bigint NOT NULL CHECK (cents > 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz NOT NULL,
    CHECK (debit_account <> credit_account)
);
CREATE INDEX ledger_entries_payment ON ledger_entries (payment_id);
CREATE INDEX ledger_entries_streamer ON ledger_entries (streamer, created_at);
ALTER TABLE ledger_entries ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION tts_keep_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    RAISE EXCEPTION 'entries of the ledger are only ever added' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER ledger_entries_kept BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION tts_keep_ledger();

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.ledger_entries FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT ON public.ledger_entries TO tts_app;
        DROP POLICY IF EXISTS server ON public.ledger_entries;
        CREATE POLICY server ON public.ledger_entries TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('028_ledger',
     '5ede49c84f16871992f1ec09cdd2218b175c481a33922eefbf08dae9445006d7');
COMMIT;
