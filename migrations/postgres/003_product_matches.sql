-- What was seen in a stream, and when: the product timeline.
BEGIN;

CREATE TABLE product_matches (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    streamer text NOT NULL,
    stream_timestamp timestamptz NOT NULL DEFAULT now(),
    product_id uuid,
    vision_score double precision,
    frame_urls jsonb DEFAULT '[]' CHECK (jsonb_typeof(frame_urls) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX product_matches_streamer_time ON product_matches (streamer, stream_timestamp);
ALTER TABLE product_matches ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('003_product_matches',
     '6328235afcdf40d7225fdfaadc9286e6952503929a5d4c9a4af829aa4b111652');
COMMIT;
