-- Whose pin it is: the host's, or what the platform shows its viewers as pinned. Each has at most
-- one that is open.
ALTER TABLE streamer_pins ADD COLUMN pinned_by TEXT NOT NULL DEFAULT 'host'
    CHECK (pinned_by IN ('host', 'platform'));
DROP INDEX streamer_pins_open;
CREATE UNIQUE INDEX streamer_pins_open ON streamer_pins (streamer, pinned_by)
    WHERE unpinned_at IS NULL;
