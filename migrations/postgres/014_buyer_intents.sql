-- How far a seller has got with a comment that wants to buy. Without a row it is pending.
BEGIN;

CREATE TABLE buyer_intents (
    chat_message_id uuid PRIMARY KEY REFERENCES chat_messages (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'contacted', 'sold', 'cancelled')),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE buyer_intents ENABLE ROW LEVEL SECURITY;

CREATE INDEX chat_messages_buyers ON chat_messages (streamer, created_at DESC, id DESC)
    WHERE nlp_intent = 'buy' AND decision <> 'ignored';

INSERT INTO schema_migrations (name, checksum) VALUES
    ('014_buyer_intents',
     '494cdf7d3cf643dd5a1ca53f9f44e5eb0ff4855626168211f5f8af30489518ce');
COMMIT;
