-- What changed, in the order of the commits, for those who follow a show live. One transaction
-- writes at a time, so the numbers are in that order. Rows are made by triggers, so that nothing
-- that changes a table can forget to say so; the newest 200,000 are kept. New comments and orders,
-- which are most of it, have no row here: their rowids grow in the order of the commits, too, and a
-- trigger would make storing a comment twice as dear.
CREATE TABLE live_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,  -- A table of those below; 'start' for the first row.
    subject TEXT NOT NULL  -- The id of its row.
) STRICT;
-- A place in the log is known to be complete if the log holds a row at or before it.
INSERT INTO live_events (kind, subject) VALUES ('start', '');

CREATE TRIGGER chat_messages_live_update AFTER UPDATE ON chat_messages BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('chat_messages', new.id);
END;
CREATE TRIGGER orders_live_update AFTER UPDATE ON orders BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('orders', new.id);
END;
CREATE TRIGGER products_live_insert AFTER INSERT ON products BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('products', new.id);
END;
-- Units that move between the three come with a change of their order, which is told.
CREATE TRIGGER products_live_update AFTER UPDATE ON products
    WHEN new.stock = old.stock OR new.stock + new.reserved + new.sold
        <> old.stock + old.reserved + old.sold
BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('products', new.id);
END;
CREATE TRIGGER streamer_pins_live_insert AFTER INSERT ON streamer_pins BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('streamer_pins', new.id);
END;
CREATE TRIGGER streamer_pins_live_update AFTER UPDATE ON streamer_pins BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('streamer_pins', new.id);
END;
CREATE TRIGGER payments_live_insert AFTER INSERT ON payments BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('payments', new.id);
END;
CREATE TRIGGER payments_live_update AFTER UPDATE ON payments BEGIN
    INSERT INTO live_events (kind, subject) VALUES ('payments', new.id);
END;
