-- What the host showed, from when until when. A streamer has at most one open pin.
BEGIN;

CREATE TABLE streamer_pins (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    streamer text NOT NULL,
    product_id uuid NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    pinned_at timestamptz NOT NULL DEFAULT now(),
    unpinned_at timestamptz CHECK (unpinned_at >= pinned_at)
);
CREATE UNIQUE INDEX streamer_pins_open ON streamer_pins (streamer) WHERE unpinned_at IS NULL;
CREATE INDEX streamer_pins_streamer_pinned_at ON streamer_pins (streamer, pinned_at);
CREATE INDEX streamer_pins_product_id ON streamer_pins (product_id);
ALTER TABLE streamer_pins ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('009_streamer_pins',
     '3a85600aec6a5bca8188001d3c85cfbe1f507d1b8d00793f7c2e9e87f062679d');
COMMIT;
