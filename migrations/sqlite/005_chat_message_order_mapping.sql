-- Which comments an order came from.
CREATE TABLE chat_message_order_mapping (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    chat_message_id TEXT NOT NULL REFERENCES chat_messages (id) ON DELETE CASCADE,
    order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    UNIQUE (chat_message_id, order_id)
) STRICT;
CREATE INDEX chat_message_order_mapping_order_id ON chat_message_order_mapping (order_id);
