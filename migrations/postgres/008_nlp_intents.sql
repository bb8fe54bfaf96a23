-- The intents that chat_messages.nlp_intent can name.
BEGIN;

CREATE TABLE nlp_intents (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    intent_name text NOT NULL UNIQUE,
    description text,
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO nlp_intents (intent_name, description) VALUES
    ('buy', 'Wants to buy, or asks how to'),
    ('question', 'Asks about a product, the price or the delivery'),
    ('feedback', 'Says something about a product or the show'),
    ('none', 'Small talk: everything else'),
    ('complaint', 'Is not satisfied');
ALTER TABLE nlp_intents ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('008_nlp_intents',
     '5ea7b813723a9b93fa90c5fb1be092f0e73621215c8b839f30a6e34a9a35715a');
COMMIT;
