-- What buyers are to be told: the outbox of the notifiers. A dispatcher takes a row by setting
-- leased_until; if it dies, the row is free again when that time has passed.
CREATE TABLE payment_notifications (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    order_id TEXT,
    notification_type TEXT NOT NULL DEFAULT 'in_app'
        CHECK (notification_type IN ('whatsapp', 'sms', 'email', 'in_app')),
    recipient_number TEXT,
    message_sid TEXT,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
    retry_count INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    body TEXT NOT NULL DEFAULT '',
    due_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    leased_until TEXT,
    last_error TEXT
) STRICT;
CREATE INDEX payment_notifications_due
    ON payment_notifications (due_at, id) WHERE status = 'pending';
CREATE INDEX payment_notifications_order_id ON payment_notifications (order_id);
