-- Shop systems that follow orders: where events are sent to, and which are on their way.
CREATE TABLE webhook_endpoints (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    url TEXT NOT NULL,
    events TEXT NOT NULL,  -- '*', or ' order.paid order.shipped ' with a space on both sides.
    secret TEXT NOT NULL,  -- Signs what is sent.
    created_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX webhook_endpoints_streamer ON webhook_endpoints (streamer) WHERE removed_at IS NULL;

CREATE TABLE webhook_deliveries (
    endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints (id),
    event_id TEXT NOT NULL REFERENCES order_events (id),
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    begun_at TEXT NOT NULL,  -- When it was first to be sent, or to be sent again.
    due_at TEXT NOT NULL,
    lease TEXT,  -- Of who sends it right now, and until when nobody else does.
    leased_until TEXT,
    answer INTEGER NOT NULL DEFAULT 0,  -- The last status; 0: there was none.
    last_error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (endpoint_id, event_id)
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE status = 'pending';
CREATE INDEX webhook_deliveries_lease ON webhook_deliveries (lease) WHERE lease IS NOT NULL;

-- With the event, in its transaction, whoever writes it. Nobody who sells without a shop system
-- pays for more than a look into an empty table.
CREATE TRIGGER order_events_webhooks AFTER INSERT ON order_events
WHEN EXISTS (SELECT 1 FROM webhook_endpoints)
BEGIN
    INSERT INTO webhook_deliveries (endpoint_id, event_id, begun_at, due_at)
        SELECT e.id, NEW.id, NEW.created_at, NEW.created_at
        FROM orders AS o JOIN webhook_endpoints AS e ON e.streamer = o.streamer
        WHERE o.id = NEW.order_id AND e.removed_at IS NULL
            AND (e.events = '*' OR instr(e.events, ' ' || NEW.kind || ' ') > 0);
END;
