-- Every comment, with what was understood and decided. Ids that we make are UUIDv7, so that they
-- sort by arrival, and created_at is that arrival.
-- No column that we add has the name of a column that others rely on in orders, products or
-- streamers: a query that joins them and leaves an alias out must not become ambiguous.
BEGIN;

CREATE TABLE IF NOT EXISTS schema_migrations (
    name text PRIMARY KEY,
    checksum text NOT NULL,  -- SHA-256 of the file up to its INSERT INTO schema_migrations.
    applied_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE schema_migrations ENABLE ROW LEVEL SECURITY;

CREATE TABLE chat_messages (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    streamer text NOT NULL,
    client text NOT NULL,
    "timestamp" timestamptz NOT NULL DEFAULT now(),
    message text NOT NULL,
    nlp_intent text CHECK (nlp_intent IN ('buy', 'question', 'feedback', 'complaint', 'none')),
    nlp_score double precision,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Where it came from.
    comment_source text NOT NULL DEFAULT '',
    source_message_id text,
    -- What was understood. claim_code, claim_variant and claim_quantity are those of the first item.
    scores jsonb,
    language text,
    items jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(items) = 'array'),
    claim_code text,
    claim_variant text,
    claim_quantity integer,
    asks_how boolean NOT NULL DEFAULT false,
    cancels boolean NOT NULL DEFAULT false,
    model_version text,
    -- What was decided. The product has no foreign key: a comment outlives the catalogue.
    decision text CHECK (
        decision IN ('ignored', 'ordered', 'repeated', 'sold_out', 'asked', 'review')),
    reason text,
    matched_product_id uuid,
    match_source text CHECK (match_source IN ('none', 'code', 'sku', 'name', 'pin', 'timeline')),
    match_score double precision,
    match_frame text,
    match_why text
);
-- A platform sends a comment again after a reconnect: it is the same comment.
CREATE UNIQUE INDEX chat_messages_source_message_id
    ON chat_messages (comment_source, source_message_id) WHERE source_message_id IS NOT NULL;
CREATE INDEX chat_messages_streamer_created_at ON chat_messages (streamer, created_at);
CREATE INDEX chat_messages_created_at ON chat_messages (created_at);
CREATE INDEX chat_messages_timestamp ON chat_messages USING brin ("timestamp");
CREATE INDEX chat_messages_buy
    ON chat_messages (streamer, "timestamp") WHERE nlp_intent = 'buy';
ALTER TABLE chat_messages ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('001_chat_messages',
     '1379ffedebd032be0979ebc39d16a0885fd7d2deccb7079273b38fca25361d89');
COMMIT;
