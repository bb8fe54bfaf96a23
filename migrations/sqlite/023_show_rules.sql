-- What a seller decides about the orders of a show. A streamer without a row has the defaults.
CREATE TABLE show_rules (
    streamer TEXT PRIMARY KEY NOT NULL,
    hold_seconds INTEGER NOT NULL CHECK (hold_seconds BETWEEN 0 AND 604800),
    reminder_seconds INTEGER NOT NULL CHECK (reminder_seconds BETWEEN 0 AND 604800),
    carts TEXT NOT NULL CHECK (carts IN ('each', 'one_order')),
    sale_mode TEXT NOT NULL CHECK (sale_mode IN ('reserve', 'first_paid')),
    -- 0 in any of these: no limit.
    buyer_units_max INTEGER NOT NULL CHECK (buyer_units_max BETWEEN 0 AND 1000),
    unpaid_max INTEGER NOT NULL CHECK (unpaid_max BETWEEN 0 AND 1000),
    unpaid_days INTEGER NOT NULL CHECK (unpaid_days BETWEEN 1 AND 365),
    platform_rules TEXT NOT NULL CHECK (platform_rules IN ('free', 'tiktok')),
    -- 0: as the server is set.
    buy_score_min REAL NOT NULL CHECK (buy_score_min BETWEEN 0 AND 1),
    match_score_min REAL NOT NULL CHECK (match_score_min BETWEEN 0 AND 1),
    shipping_price TEXT NOT NULL
        CHECK (
            shipping_price GLOB '[0-9]*' AND shipping_price NOT GLOB '*[^0-9.]*'
            AND shipping_price NOT GLOB '*.*.*' AND shipping_price NOT GLOB '*.'
            AND shipping_price NOT GLOB '*.[0-9][0-9][0-9]*'),
    free_shipping_from TEXT NOT NULL
        CHECK (
            free_shipping_from GLOB '[0-9]*' AND free_shipping_from NOT GLOB '*[^0-9.]*'
            AND free_shipping_from NOT GLOB '*.*.*' AND free_shipping_from NOT GLOB '*.'
            AND free_shipping_from NOT GLOB '*.[0-9][0-9][0-9]*'),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT, WITHOUT ROWID;
