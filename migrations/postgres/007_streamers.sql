-- Who sells.
BEGIN;

CREATE TABLE streamers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    username text NOT NULL UNIQUE,
    platform text NOT NULL DEFAULT 'tiktok',
    follower_count bigint NOT NULL DEFAULT 0,
    total_sales numeric(14, 2) NOT NULL DEFAULT 0,
    commission_percentage numeric(5, 2) NOT NULL DEFAULT 10
        CHECK (commission_percentage BETWEEN 0 AND 100),
    payment_method text,
    payment_account text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    email text UNIQUE,
    password_hash text,
    is_live boolean NOT NULL DEFAULT false,
    live_started_at timestamptz,
    stream_delay_ms integer NOT NULL DEFAULT 0 CHECK (stream_delay_ms >= 0)
);
ALTER TABLE streamers ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('007_streamers',
     'b358b93d5fd2820fd3689b906cc6958f56fce0b2f3d09c48d1c8f5f49a03dd91');
COMMIT;
