-- How buyers are reached, and who does not want to be.
CREATE TABLE buyer_contacts (
    streamer TEXT NOT NULL,
    handle TEXT NOT NULL,                -- As in orders.buyer.
    phone TEXT NOT NULL DEFAULT '',      -- E.164, with the plus.
    email TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',   -- "es"; empty: that of the seller's messages.
    opted_out INTEGER NOT NULL DEFAULT 0 CHECK (opted_out IN (0, 1)),
    verified_by TEXT NOT NULL DEFAULT ''
        CHECK (verified_by IN ('', 'account', 'code', 'page', 'seller')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (streamer, handle)
) STRICT, WITHOUT ROWID;

-- What is known of a phone number, whoever's it is: STOP counts for all sellers, because all write
-- from the same number.
CREATE TABLE message_addresses (
    address TEXT PRIMARY KEY NOT NULL,
    opted_out_at TEXT,
    opt_out_word TEXT NOT NULL DEFAULT '',
    wrote_at TEXT,  -- When the buyer last wrote to us by WhatsApp.
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
