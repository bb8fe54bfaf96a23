-- Who is logged in. A session ends by itself, by logging out, or because somebody showed a refresh
-- token that had been used already. Tokens are not stored: of the one that comes next, the hash is.
ALTER TABLE clients ADD COLUMN token_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE streamers ADD COLUMN token_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('token', 'browser')),
    role TEXT NOT NULL CHECK (role IN ('client', 'streamer', 'assistant', 'program')),
    account_id TEXT,                             -- None: of a program.
    program TEXT NOT NULL DEFAULT '',            -- The prefix of its token.
    token_version INTEGER NOT NULL DEFAULT 0,    -- The account's; one that is older is over.
    refresh_sha256 TEXT NOT NULL DEFAULT '',     -- Of kind token.
    user_agent TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    revoked_for TEXT NOT NULL DEFAULT '',        -- "logout", "reuse", "password", "removed".
    CHECK ((account_id IS NULL) = (role = 'program'))
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_account_id ON sessions (account_id, expires_at);
CREATE INDEX sessions_revoked_at ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
