-- How the sender of a comment names it in its own logs, for an order's trace. Few senders name any.
-- Without a reference to the comment, which is stored later.
CREATE TABLE comment_origins (
    chat_message_id TEXT PRIMARY KEY NOT NULL,
    request_id TEXT NOT NULL DEFAULT '',
    trace_id TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT, WITHOUT ROWID;
