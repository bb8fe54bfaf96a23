-- What was seen in a stream, and when: the product timeline.
CREATE TABLE product_matches (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    streamer TEXT NOT NULL,
    stream_timestamp TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    product_id TEXT,
    vision_score REAL,
    frame_urls TEXT DEFAULT '[]' CHECK (json_type(frame_urls) = 'array'),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE INDEX product_matches_streamer_time ON product_matches (streamer, stream_timestamp);
