-- What waits for a person is read by its show.
CREATE INDEX chat_messages_review ON chat_messages (streamer, created_at)
    WHERE decision = 'review';

-- Lets a streamer's overlay read what belongs on it. Only the hash of a token is stored.
CREATE TABLE overlay_tokens (
    streamer TEXT PRIMARY KEY NOT NULL,
    token_sha256 TEXT NOT NULL,
    shows_names INTEGER NOT NULL DEFAULT 0 CHECK (shows_names IN (0, 1)),
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT, WITHOUT ROWID;
