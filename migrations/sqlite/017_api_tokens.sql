-- Tokens of programs, which have no account: sources of comments, services, administrators. Only
-- the hash of a token is stored; its beginning, which is no secret, finds it.
CREATE TABLE api_tokens (
    prefix TEXT PRIMARY KEY NOT NULL,
    token_sha256 TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('ingest', 'service', 'admin')),
    name TEXT NOT NULL,
    streamers TEXT NOT NULL DEFAULT '[]',  -- Of scope ingest: for whom; JSON. Empty: for all.
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    expires_at TEXT,
    revoked_at TEXT,
    last_used_at TEXT
) STRICT, WITHOUT ROWID;
