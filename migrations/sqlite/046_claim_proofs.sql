-- Buyers who say on a web page who they are in the chat, and prove it by writing four digits there.
-- The digits are not stored: they are made of the id and the server's key. What the buyer's browser
-- waits with is stored as its hash.
CREATE TABLE claim_proofs (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    handle TEXT NOT NULL,
    token_sha256 TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    misses INTEGER NOT NULL DEFAULT 0,  -- Four other digits that the handle wrote meanwhile.
    proved_at TEXT,
    chat_message_id TEXT                -- What proved it: it proves this and nothing else.
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_proofs_streamer ON claim_proofs (streamer, created_at);
CREATE INDEX claim_proofs_handle ON claim_proofs (streamer, handle, created_at);

-- Such a comment is for nothing else. SQLite changes a table's rule in place (see "Making Other
-- Kinds Of Table Schema Changes" of its ALTER TABLE page): every row kept to the narrower one.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
    SET sql = replace(sql, '''asked'', ''review'')', '''asked'', ''review'', ''verification'')')
    WHERE type = 'table' AND name = 'chat_messages';
PRAGMA writable_schema = RESET;
