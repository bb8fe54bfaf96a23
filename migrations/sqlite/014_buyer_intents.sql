-- How far a seller has got with a comment that wants to buy. Without a row it is pending.
CREATE TABLE buyer_intents (
    chat_message_id TEXT PRIMARY KEY NOT NULL REFERENCES chat_messages (id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'contacted', 'sold', 'cancelled')),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;

CREATE INDEX chat_messages_buyers ON chat_messages (streamer, created_at DESC, id DESC)
    WHERE nlp_intent = 'buy' AND decision <> 'ignored';
