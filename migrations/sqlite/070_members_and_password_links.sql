-- Who helps a streamer to sell, and the links by which people choose a password.
CREATE TABLE members (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    password_hash TEXT,                          -- None: invited, and has not come yet.
    token_version INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    accepted_at TEXT,
    UNIQUE (streamer, email)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX members_email ON members (email) WHERE password_hash IS NOT NULL;

-- No token is stored: it is made of the id and the key that signs tokens.
CREATE TABLE password_links (
    id TEXT PRIMARY KEY NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'invite')),
    email TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'client', 'streamer', 'assistant')),
    account_id TEXT,                             -- None: nobody has looked whose address it is.
    language TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    mail_status TEXT NOT NULL CHECK (mail_status IN ('due', 'sent', 'failed', 'dropped')),
    mail_due_at TEXT NOT NULL,
    mail_attempts INTEGER NOT NULL DEFAULT 0,
    mail_error TEXT NOT NULL DEFAULT '',
    CHECK ((account_id IS NULL) = (role = ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX password_links_due ON password_links (mail_due_at) WHERE mail_status = 'due';
CREATE INDEX password_links_account_id ON password_links (account_id);
CREATE INDEX password_links_expires_at ON password_links (expires_at);
