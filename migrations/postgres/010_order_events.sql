-- What happened to an order, for whoever follows it. Rows are only ever added. The payload is json,
-- not jsonb, so that it is read back as it was written.
BEGIN;

CREATE TABLE order_events (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    order_id uuid NOT NULL,
    kind text NOT NULL,
    payload json NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX order_events_order_id ON order_events (order_id);
ALTER TABLE order_events ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('010_order_events',
     'a966bcebd35155fddff6b111e799242f8ae0750f2a575d48a09c8950570abe37');
COMMIT;
