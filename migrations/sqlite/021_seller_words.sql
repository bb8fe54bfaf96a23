-- What a seller decides about the reading of the chat: words that always or never claim, what a
-- claim said again means, and corrections of what was read wrong.
ALTER TABLE streamers ADD COLUMN trigger_words TEXT NOT NULL DEFAULT '[]';  -- JSON.
ALTER TABLE streamers ADD COLUMN blocked_words TEXT NOT NULL DEFAULT '[]';  -- JSON.
ALTER TABLE streamers ADD COLUMN repeat_policy TEXT NOT NULL DEFAULT 'add'
    CHECK (repeat_policy IN ('ignore', 'add', 'replace'));

CREATE TABLE intent_feedback (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'und',
    label TEXT NOT NULL
        CHECK (label IN ('buy', 'question', 'feedback', 'complaint', 'none')),
    chat_message_id TEXT,  -- The message may be gone before the correction.
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    UNIQUE (streamer, text)
) STRICT, WITHOUT ROWID;
