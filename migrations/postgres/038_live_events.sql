-- What changed, in the order of the commits, for those who follow a show live. Ids do not tell that
-- order: a transaction may commit after one that began, and took its ids, later. So a row names its
-- transaction, and who follows reads only those older than any that still runs; within what is
-- read, (transaction_id, number) never grows a row in between. Rows are made by triggers, so that
-- nothing that changes a table can forget to say so, and deleted after a quarter of an hour.
BEGIN;

CREATE TABLE live_events (
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,  -- A table of those below; 'start' for the first row.
    subjects uuid[] NOT NULL,  -- Ids of its rows.
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transaction_id, number)
);
ALTER TABLE live_events ENABLE ROW LEVEL SECURITY;
-- A place in the log is known to be complete if the log holds a row at or before it.
INSERT INTO live_events (kind, subjects) VALUES ('start', '{}');

-- One row for each statement: a batch of comments costs as much as one. With the rights of its owner,
-- so that whoever may change a table need not be able to write here.
CREATE FUNCTION tts_note_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.live_events (kind, subjects)
        SELECT TG_TABLE_NAME, pg_catalog.array_agg(id) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END
$$;

CREATE FUNCTION tts_note_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.live_events (kind, subjects) VALUES (TG_TABLE_NAME, ARRAY[NEW.id]);
    RETURN NULL;
END
$$;

CREATE TRIGGER chat_messages_live_insert AFTER INSERT ON chat_messages
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER chat_messages_live_update AFTER UPDATE ON chat_messages
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER orders_live_insert AFTER INSERT ON orders
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER orders_live_update AFTER UPDATE ON orders
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER products_live_insert AFTER INSERT ON products
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
-- Units that move between the three come with a change of their order, which is told.
CREATE TRIGGER products_live_update AFTER UPDATE ON products
    FOR EACH ROW WHEN (NEW.stock = OLD.stock OR NEW.stock + NEW.reserved + NEW.sold
        <> OLD.stock + OLD.reserved + OLD.sold)
    EXECUTE FUNCTION tts_note_row();
CREATE TRIGGER streamer_pins_live_insert AFTER INSERT ON streamer_pins
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER streamer_pins_live_update AFTER UPDATE ON streamer_pins
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER payments_live_insert AFTER INSERT ON payments
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();
CREATE TRIGGER payments_live_update AFTER UPDATE ON payments
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tts_note_change();

-- As in 012 and 015: nobody but the server reads it, and the DO block can be repeated.
DO $$
BEGIN
    IF (SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('anon', 'authenticated')) THEN
        REVOKE ALL ON public.live_events FROM PUBLIC, anon, authenticated;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT SELECT, INSERT, DELETE ON public.live_events TO tts_app;
        DROP POLICY IF EXISTS server ON public.live_events;
        CREATE POLICY server ON public.live_events TO tts_app USING (true) WITH CHECK (true);
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('038_live_events',
     'd2f2e191aae8809ac54bee0e5d03722a6a3e7e764d8f943ae2c06f840c57460e');
COMMIT;
