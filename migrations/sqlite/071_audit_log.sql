-- What people did, in the order in which it was written. Each entry carries a hash over itself and
-- the hash of the one before it.
CREATE TABLE audit_log (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TEXT NOT NULL,
    streamer TEXT NOT NULL DEFAULT '',
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    actor_name TEXT NOT NULL DEFAULT '',
    session TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    action TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT '{}',
    previous_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_streamer ON audit_log (streamer, number);
CREATE INDEX audit_log_at ON audit_log (at);

CREATE TRIGGER audit_log_kept BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log are never changed');
END;
CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log
WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-30 days')
BEGIN
    SELECT RAISE(ABORT, 'entries of the audit log stay for 30 days');
END;
