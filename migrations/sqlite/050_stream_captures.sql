-- Where the video of a streamer comes from, and which process watches it.
CREATE TABLE stream_captures (
    streamer TEXT PRIMARY KEY NOT NULL,
    source_url TEXT NOT NULL DEFAULT '',  -- Empty: as the server is set.
    delay_ms INTEGER NOT NULL DEFAULT 0 CHECK (delay_ms >= 0),  -- How far it is behind the host.
    lease_owner TEXT NOT NULL DEFAULT '',
    leased_until TEXT,
    state TEXT NOT NULL DEFAULT 'off' CHECK (state IN ('off', 'running', 'waiting')),
    reason TEXT NOT NULL DEFAULT '',
    last_frame_at TEXT,
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The pictures of the video that are kept in the object store.
CREATE TABLE streamer_frames (
    id TEXT PRIMARY KEY NOT NULL,
    streamer TEXT NOT NULL,
    stream_time TEXT NOT NULL,
    object_key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL DEFAULT '',  -- A perceptual hash in hexadecimal digits.
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    product_id TEXT,                       -- What was recognised, if anything was.
    score REAL NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX streamer_frames_time ON streamer_frames (stream_time);
CREATE INDEX streamer_frames_streamer_time ON streamer_frames (streamer, stream_time);

-- Finds the frames that are the evidence of a comment, which are kept.
CREATE INDEX chat_messages_match_frame ON chat_messages (match_frame) WHERE match_frame <> '';
