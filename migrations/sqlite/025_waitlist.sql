-- Who came too late and waits for units, in the order of the claims, and whom a seller does not
-- serve.

-- The id is the claim's, so that a claim that is handled twice waits once and ids are in the order
-- of arrival.
CREATE TABLE waitlist (
    id TEXT PRIMARY KEY NOT NULL,
    chat_message_id TEXT NOT NULL,
    streamer TEXT NOT NULL,
    buyer TEXT NOT NULL,
    product_id TEXT NOT NULL REFERENCES products (id),
    variant TEXT NOT NULL DEFAULT '',
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
    source TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'und',
    -- Of the offer, as the rules of the show were.
    hold_seconds INTEGER NOT NULL DEFAULT 0,
    reminder_seconds INTEGER NOT NULL DEFAULT 0,
    commission_percentage TEXT NOT NULL DEFAULT '0.00',
    status TEXT NOT NULL DEFAULT 'waiting'
        CHECK (status IN ('waiting', 'offered', 'taken', 'expired', 'left')),
    order_id TEXT,  -- What was offered.
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT, WITHOUT ROWID;
CREATE INDEX waitlist_waiting ON waitlist (product_id, id) WHERE status = 'waiting';
CREATE INDEX waitlist_offered ON waitlist (order_id) WHERE status = 'offered';

CREATE TABLE blocked_buyers (
    streamer TEXT NOT NULL,
    buyer TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    blocked_at TEXT,  -- Null: not any more.
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    PRIMARY KEY (streamer, buyer)
) STRICT, WITHOUT ROWID;
