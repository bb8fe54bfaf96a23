-- What the providers report about messages after they took them. Reports come in any order; those of
-- a lower rank than the one that is kept change nothing.
ALTER TABLE payment_notifications ADD COLUMN delivery_state TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_notifications ADD COLUMN delivery_rank INTEGER NOT NULL DEFAULT 0;
CREATE INDEX payment_notifications_message_sid ON payment_notifications (message_sid)
    WHERE message_sid IS NOT NULL AND message_sid <> '';
