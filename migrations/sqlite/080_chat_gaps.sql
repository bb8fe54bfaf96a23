-- When the chat was not read, as far as anybody noticed: by the word of a connector, or of the
-- server itself.
CREATE TABLE chat_gaps (
    streamer TEXT NOT NULL DEFAULT '',  -- Empty: every show.
    source TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT NOT NULL CHECK (ended_at >= began_at),
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (streamer, source, began_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_gaps_ended_at ON chat_gaps (ended_at);

-- When some process last noted that it takes comments.
CREATE TABLE chat_watch (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    alive_at TEXT NOT NULL
) STRICT;

-- A buyer who is blocked, or not any more, is told to those who follow a show live (see 038).
CREATE TRIGGER blocked_buyers_live_insert AFTER INSERT ON blocked_buyers BEGIN
    INSERT INTO live_events (kind, subject)
        VALUES ('blocked_buyers', json_array(new.streamer, new.buyer));
END;
CREATE TRIGGER blocked_buyers_live_update AFTER UPDATE ON blocked_buyers BEGIN
    INSERT INTO live_events (kind, subject)
        VALUES ('blocked_buyers', json_array(new.streamer, new.buyer));
END;
