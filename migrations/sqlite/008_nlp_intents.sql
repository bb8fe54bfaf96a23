-- The intents that chat_messages.nlp_intent can name.
CREATE TABLE nlp_intents (
    id TEXT PRIMARY KEY NOT NULL DEFAULT (
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'
            || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-'
            || hex(randomblob(6)))),
    intent_name TEXT NOT NULL UNIQUE,
    description TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
INSERT INTO nlp_intents (intent_name, description) VALUES
    ('buy', 'Wants to buy, or asks how to'),
    ('question', 'Asks about a product, the price or the delivery'),
    ('feedback', 'Says something about a product or the show'),
    ('none', 'Small talk: everything else'),
    ('complaint', 'Is not satisfied');
