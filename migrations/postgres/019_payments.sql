-- Attempts to pay orders, what goes back, and what the providers told us by themselves. Amounts are
-- in the order's currency.
BEGIN;

CREATE TABLE payments (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES orders (id),
    provider text NOT NULL,
    provider_id text,  -- What the provider calls it; null until it answered.
    reference text,    -- What a refund names there.
    flow text NOT NULL CHECK (flow IN ('link', 'intent')),
    status text NOT NULL CHECK (status IN ('pending', 'failed', 'completed', 'refunded')),
    amount numeric(14, 2) NOT NULL CHECK (amount > 0),
    refunded numeric(14, 2) NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    livemode boolean NOT NULL DEFAULT false,
    payer text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    pay_url text NOT NULL DEFAULT '',
    idempotency_key text UNIQUE,
    message text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX payments_pending ON payments (order_id) WHERE status = 'pending';
CREATE INDEX payments_order_id ON payments (order_id, id);
CREATE UNIQUE INDEX payments_provider_id
    ON payments (provider, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX payments_reference ON payments (provider, reference) WHERE reference IS NOT NULL;
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;

-- A second lock on the moves that the program allows itself: see can_become().
CREATE FUNCTION tts_check_payment_move() RETURNS trigger
    LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    IF NOT ((OLD.status = 'pending' AND NEW.status IN ('failed', 'completed'))
            OR (OLD.status = 'failed' AND NEW.status = 'completed')
            OR (OLD.status = 'completed' AND NEW.status = 'refunded')) THEN
        RAISE EXCEPTION 'a payment cannot move from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER payments_moves BEFORE UPDATE OF status ON payments
    FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status)
    EXECUTE FUNCTION tts_check_payment_move();

CREATE TABLE payment_refunds (
    id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments (id),
    amount numeric(14, 2) NOT NULL CHECK (amount > 0),
    status text NOT NULL CHECK (status IN ('pending', 'done', 'failed')),
    provider_id text,
    idempotency_key text,
    message text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (payment_id, idempotency_key)
);
ALTER TABLE payment_refunds ENABLE ROW LEVEL SECURITY;

-- Stored before anything is done about them; no outcome: still to be done.
CREATE TABLE payment_events (
    provider text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    outcome text NOT NULL DEFAULT '',
    received_at timestamptz NOT NULL,
    PRIMARY KEY (provider, id)
);
CREATE INDEX payment_events_received_at ON payment_events (received_at);
CREATE INDEX payment_events_waiting ON payment_events (received_at) WHERE outcome = '';
ALTER TABLE payment_events ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: the roles must be there first, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['payments', 'payment_refunds', 'payment_events'];
    supabase constant boolean :=
        (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated'));
    tts_app constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app');
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        IF supabase THEN
            EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated', name);
        END IF;
        IF tts_app THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO tts_app', name);
            EXECUTE format('DROP POLICY IF EXISTS server ON public.%I', name);
            EXECUTE format('CREATE POLICY server ON public.%I TO tts_app '
                'USING (true) WITH CHECK (true)', name);
        END IF;
    END LOOP;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('019_payments',
     '0ce5efbf7403545b8ba1980f89cccb298b54bc20ef8e8d9408184fa627263ed9');
COMMIT;
