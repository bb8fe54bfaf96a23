-- How far viewers are behind the host, learned from when they ask for what is newly shown.
ALTER TABLE streamers ADD COLUMN learns_delay INTEGER NOT NULL DEFAULT 1;
-- What somebody set, stays; 0 was what nobody had set.
UPDATE streamers SET learns_delay = 0 WHERE stream_delay_ms > 0;
ALTER TABLE streamers ADD COLUMN learned_delay_ms INTEGER NOT NULL DEFAULT 0
    CHECK (learned_delay_ms BETWEEN 0 AND 60000);
ALTER TABLE streamers ADD COLUMN learned_delay_changes INTEGER NOT NULL DEFAULT 0;

-- How long after a change of what was shown the first viewer asked for it; of the last changes.
CREATE TABLE stream_lags (
    streamer TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    lag_ms INTEGER NOT NULL CHECK (lag_ms >= 0),
    PRIMARY KEY (streamer, changed_at)
) STRICT, WITHOUT ROWID;
