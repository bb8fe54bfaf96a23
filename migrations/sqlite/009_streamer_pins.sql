-- What the host showed, from when until when. A streamer has at most one open pin.
CREATE TABLE streamer_pins (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    streamer TEXT NOT NULL,
    product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    pinned_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    unpinned_at TEXT CHECK (unpinned_at >= pinned_at)
) STRICT;
CREATE UNIQUE INDEX streamer_pins_open ON streamer_pins (streamer) WHERE unpinned_at IS NULL;
CREATE INDEX streamer_pins_streamer_pinned_at ON streamer_pins (streamer, pinned_at);
CREATE INDEX streamer_pins_product_id ON streamer_pins (product_id);
