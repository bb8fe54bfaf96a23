-- Which comments an order came from.
BEGIN;

CREATE TABLE chat_message_order_mapping (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    chat_message_id uuid NOT NULL REFERENCES chat_messages (id) ON DELETE CASCADE,
    order_id uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (chat_message_id, order_id)
);
CREATE INDEX chat_message_order_mapping_order_id ON chat_message_order_mapping (order_id);
ALTER TABLE chat_message_order_mapping ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('005_chat_message_order_mapping',
     '3f596659ad3c8106ecf6f877a7141e27d0d010b80a9fd47c2b60037bd7f97d2b');
COMMIT;
