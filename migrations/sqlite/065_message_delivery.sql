-- From the message in the program (in_app) to the buyer's phone or mailbox: a row for each channel
-- that is tried names, in `about`, the in_app row that it carries.
ALTER TABLE payment_notifications ADD COLUMN streamer TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_notifications ADD COLUMN message_kind TEXT NOT NULL DEFAULT 'text';
ALTER TABLE payment_notifications ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
ALTER TABLE payment_notifications ADD COLUMN variables TEXT NOT NULL DEFAULT '{}';  -- JSON.
ALTER TABLE payment_notifications ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE payment_notifications ADD COLUMN about TEXT;
ALTER TABLE payment_notifications ADD COLUMN valid_until TEXT;
-- Of an in_app row: how far it got out of the program, and why not.
ALTER TABLE payment_notifications ADD COLUMN reach TEXT NOT NULL DEFAULT ''
    CHECK (reach IN ('', 'underway', 'sent', 'unreached'));
ALTER TABLE payment_notifications ADD COLUMN reach_reason TEXT NOT NULL DEFAULT '';
-- Of a failed row: the next channel was tried, or there is none.
ALTER TABLE payment_notifications ADD COLUMN followed_up INTEGER NOT NULL DEFAULT 0
    CHECK (followed_up IN (0, 1));

CREATE INDEX payment_notifications_to_follow ON payment_notifications (id)
    WHERE status = 'failed' AND about IS NOT NULL AND followed_up = 0;
CREATE INDEX payment_notifications_unreached ON payment_notifications (streamer, id)
    WHERE reach = 'unreached';
-- How much went to one address, and over one channel, since when.
CREATE INDEX payment_notifications_recipient
    ON payment_notifications (recipient_number, created_at) WHERE notification_type <> 'in_app';
CREATE INDEX payment_notifications_channel
    ON payment_notifications (notification_type, created_at) WHERE notification_type <> 'in_app';

-- A seller's own words for what buyers are told.
CREATE TABLE message_templates (
    streamer TEXT NOT NULL,
    message_kind TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (streamer, message_kind, language)
) STRICT, WITHOUT ROWID;

-- When a seller's buyers are not to be woken: minutes of the day in that time zone. A range that
-- ends before it begins goes past midnight.
CREATE TABLE message_quiet_hours (
    streamer TEXT PRIMARY KEY NOT NULL,
    time_zone TEXT NOT NULL,  -- "Europe/Madrid".
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
