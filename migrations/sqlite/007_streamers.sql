-- Who sells.
CREATE TABLE streamers (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    username TEXT NOT NULL UNIQUE,
    platform TEXT NOT NULL DEFAULT 'tiktok',
    follower_count INTEGER NOT NULL DEFAULT 0,
    total_sales TEXT NOT NULL DEFAULT '0.00'
        CHECK (
            total_sales GLOB '[0-9]*' AND total_sales NOT GLOB '*[^0-9.]*'
            AND total_sales NOT GLOB '*.*.*' AND total_sales NOT GLOB '*.'
            AND total_sales NOT GLOB '*.[0-9][0-9][0-9]*'),
    commission_percentage TEXT NOT NULL DEFAULT '10.00'
        CHECK (
            commission_percentage GLOB '[0-9]*' AND commission_percentage NOT GLOB '*[^0-9.]*'
            AND commission_percentage NOT GLOB '*.*.*' AND commission_percentage NOT GLOB '*.'
            AND commission_percentage NOT GLOB '*.[0-9][0-9][0-9]*'),
    payment_method TEXT,
    payment_account TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    email TEXT UNIQUE,
    password_hash TEXT,
    is_live INTEGER NOT NULL DEFAULT 0,
    live_started_at TEXT,
    stream_delay_ms INTEGER NOT NULL DEFAULT 0 CHECK (stream_delay_ms >= 0)
) STRICT;
