-- Whose pin it is: the host's, or what the platform shows its viewers as pinned. Each has at most
-- one that is open.
BEGIN;

ALTER TABLE streamer_pins ADD COLUMN pinned_by text NOT NULL DEFAULT 'host'
    CHECK (pinned_by IN ('host', 'platform'));
DROP INDEX streamer_pins_open;
CREATE UNIQUE INDEX streamer_pins_open ON streamer_pins (streamer, pinned_by)
    WHERE unpinned_at IS NULL;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('084_platform_pins',
     'bc3a20e5d79555ed2c84c3b9c398623a46441ae433706619a4a4a471dc95d980');
COMMIT;
