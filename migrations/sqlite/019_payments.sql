-- Attempts to pay orders, what goes back, and what the providers told us by themselves. Amounts are
-- in the order's currency.
CREATE TABLE payments (
    id TEXT PRIMARY KEY NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    provider TEXT NOT NULL,
    provider_id TEXT,  -- What the provider calls it; null until it answered.
    reference TEXT,    -- What a refund names there.
    flow TEXT NOT NULL CHECK (flow IN ('link', 'intent')),
    status TEXT NOT NULL CHECK (status IN ('pending', 'failed', 'completed', 'refunded')),
    amount TEXT NOT NULL
        CHECK (
            amount GLOB '[0-9]*' AND amount NOT GLOB '*[^0-9.]*'
            AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '*.'
            AND amount NOT GLOB '*.[0-9][0-9][0-9]*'),
    refunded TEXT NOT NULL DEFAULT '0.00'
        CHECK (
            refunded GLOB '[0-9]*' AND refunded NOT GLOB '*[^0-9.]*'
            AND refunded NOT GLOB '*.*.*' AND refunded NOT GLOB '*.'
            AND refunded NOT GLOB '*.[0-9][0-9][0-9]*'),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    livemode INTEGER NOT NULL DEFAULT 0 CHECK (livemode IN (0, 1)),
    payer TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    pay_url TEXT NOT NULL DEFAULT '',
    idempotency_key TEXT UNIQUE,
    message TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX payments_pending ON payments (order_id) WHERE status = 'pending';
CREATE INDEX payments_order_id ON payments (order_id, id);
CREATE UNIQUE INDEX payments_provider_id
    ON payments (provider, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX payments_reference ON payments (provider, reference) WHERE reference IS NOT NULL;

-- A second lock on the moves that the program allows itself: see can_become().
CREATE TRIGGER payments_moves BEFORE UPDATE OF status ON payments
WHEN NEW.status <> OLD.status AND NOT (
    (OLD.status = 'pending' AND NEW.status IN ('failed', 'completed'))
    OR (OLD.status = 'failed' AND NEW.status = 'completed')
    OR (OLD.status = 'completed' AND NEW.status = 'refunded'))
BEGIN
    SELECT RAISE(ABORT, 'a payment cannot move back');
END;

CREATE TABLE payment_refunds (
    id TEXT PRIMARY KEY NOT NULL,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    amount TEXT NOT NULL
        CHECK (
            amount GLOB '[0-9]*' AND amount NOT GLOB '*[^0-9.]*'
            AND amount NOT GLOB '*.*.*' AND amount NOT GLOB '*.'
            AND amount NOT GLOB '*.[0-9][0-9][0-9]*'),
    status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'failed')),
    provider_id TEXT,
    idempotency_key TEXT,
    message TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (payment_id, idempotency_key)
) STRICT;

-- Stored before anything is done about them; no outcome: still to be done.
CREATE TABLE payment_events (
    provider TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL,
    PRIMARY KEY (provider, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_events_received_at ON payment_events (received_at);
CREATE INDEX payment_events_waiting ON payment_events (received_at) WHERE outcome = '';
