-- Who came too late and waits for units, in the order of the claims, and whom a seller does not
-- serve.
BEGIN;

-- The id is the claim's, so that a claim that is handled twice waits once and ids are in the order
-- of arrival.
CREATE TABLE waitlist (
    id uuid PRIMARY KEY,
    chat_message_id uuid NOT NULL,
    streamer text NOT NULL,
    buyer text NOT NULL,
    product_id uuid NOT NULL REFERENCES products (id),
    variant text NOT NULL DEFAULT '',
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
    source text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT 'und',
    -- Of the offer, as the rules of the show were.
    hold_seconds integer NOT NULL DEFAULT 0,
    reminder_seconds integer NOT NULL DEFAULT 0,
    commission_percentage numeric(5, 2) NOT NULL DEFAULT 0,
    status text NOT NULL DEFAULT 'waiting'
        CHECK (status IN ('waiting', 'offered', 'taken', 'expired', 'left')),
    order_id uuid,  -- What was offered.
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX waitlist_waiting ON waitlist (product_id, id) WHERE status = 'waiting';
CREATE INDEX waitlist_offered ON waitlist (order_id) WHERE status = 'offered';
ALTER TABLE waitlist ENABLE ROW LEVEL SECURITY;

CREATE TABLE blocked_buyers (
    streamer text NOT NULL,
    buyer text NOT NULL,
    reason text NOT NULL DEFAULT '',
    blocked_at timestamptz,  -- Null: not any more.
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (streamer, buyer)
);
ALTER TABLE blocked_buyers ENABLE ROW LEVEL SECURITY;

-- As in 012 and 015: nobody but the server reads them, and the DO block can be repeated.
DO $$
DECLARE
    tables constant text[] := ARRAY['waitlist', 'blocked_buyers'];
    supabase constant boolean :=
        (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated'));
    tts_app constant boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app');
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        IF supabase THEN
            EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, anon, authenticated', name);
        END IF;
        IF tts_app THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO tts_app', name);
            EXECUTE format('DROP POLICY IF EXISTS server ON public.%I', name);
            EXECUTE format('CREATE POLICY server ON public.%I TO tts_app '
                'USING (true) WITH CHECK (true)', name);
        END IF;
    END LOOP;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('025_waitlist',
     '692c4200b6aed83c5592af4c8c31fbe6aa47ff2487a54fb808dc716a2d328268');
COMMIT;
