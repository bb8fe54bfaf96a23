-- Every comment, with what was understood and decided. Ids that we make are UUIDv7, so that they
-- sort by arrival, and created_at is that arrival. Names and columns are those of PostgreSQL.
-- Everywhere here ids are UUIDs of 36 characters, times ISO 8601 in UTC with milliseconds, which
-- sort as texts, and money is an exact decimal with up to two places: a text, so that it never
-- becomes a floating point number on its way.
CREATE TABLE chat_messages (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    streamer TEXT NOT NULL,
    client TEXT NOT NULL,
    "timestamp" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    message TEXT NOT NULL,
    nlp_intent TEXT CHECK (nlp_intent IN ('buy', 'question', 'feedback', 'complaint', 'none')),
    nlp_score REAL,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    -- Where it came from.
    comment_source TEXT NOT NULL DEFAULT '',
    source_message_id TEXT,
    -- What was understood. claim_code, claim_variant and claim_quantity are the first item's.
    scores TEXT,
    language TEXT,
    items TEXT NOT NULL DEFAULT '[]',
    claim_code TEXT,
    claim_variant TEXT,
    claim_quantity INTEGER,
    asks_how INTEGER NOT NULL DEFAULT 0,
    cancels INTEGER NOT NULL DEFAULT 0,
    model_version TEXT,
    -- What was decided. The product has no foreign key: a comment outlives the catalogue.
    decision TEXT CHECK (
        decision IN ('ignored', 'ordered', 'repeated', 'sold_out', 'asked', 'review')),
    reason TEXT,
    matched_product_id TEXT,
    match_source TEXT CHECK (match_source IN ('none', 'code', 'sku', 'name', 'pin', 'timeline')),
    match_score REAL,
    match_frame TEXT,
    match_why TEXT
) STRICT;
-- A platform sends a comment again after a reconnect: it is the same comment.
CREATE UNIQUE INDEX chat_messages_source_message_id
    ON chat_messages (comment_source, source_message_id) WHERE source_message_id IS NOT NULL;
CREATE INDEX chat_messages_streamer_created_at ON chat_messages (streamer, created_at);
CREATE INDEX chat_messages_created_at ON chat_messages (created_at);
CREATE INDEX chat_messages_buy ON chat_messages ("timestamp") WHERE nlp_intent = 'buy';
