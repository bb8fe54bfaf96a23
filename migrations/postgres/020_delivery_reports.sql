-- What the providers report about messages after they took them. Reports come in any order; those of
-- a lower rank than the one that is kept change nothing.
BEGIN;

ALTER TABLE payment_notifications
    ADD COLUMN delivery_state text NOT NULL DEFAULT '',
    ADD COLUMN delivery_rank integer NOT NULL DEFAULT 0;
CREATE INDEX payment_notifications_message_sid ON payment_notifications (message_sid)
    WHERE message_sid IS NOT NULL AND message_sid <> '';

INSERT INTO schema_migrations (name, checksum) VALUES
    ('020_delivery_reports',
     'c01ac4fafe55ff6e681786a1eed11b7342c4c8b686a11917f076e3e41c01785d');
COMMIT;
