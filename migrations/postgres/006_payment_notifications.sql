-- What buyers are to be told: the outbox of the notifiers. A dispatcher takes a row by setting
-- leased_until; if it dies, the row is free again when that time has passed.
BEGIN;

CREATE TABLE payment_notifications (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    order_id uuid,
    notification_type text NOT NULL DEFAULT 'in_app'
        CHECK (notification_type IN ('whatsapp', 'sms', 'email', 'in_app')),
    recipient_number text,
    message_sid text,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
    retry_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    body text NOT NULL DEFAULT '',
    due_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    last_error text
);
CREATE INDEX payment_notifications_due ON payment_notifications (due_at) WHERE status = 'pending';
CREATE INDEX payment_notifications_order_id ON payment_notifications (order_id);
ALTER TABLE payment_notifications ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('006_payment_notifications',
     'ab7a6361c73faa9638c5967d1bfcc1b7320a0e8982d293182436999dfbf1f6fb');
COMMIT;
