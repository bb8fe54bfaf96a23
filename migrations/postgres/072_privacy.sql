-- The events of an order name its buyer: an erasure puts a pseudonym there, and changes nothing else.
BEGIN;

-- As in 012 and 015: the role must be there first, and the DO block can be repeated.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tts_app') THEN
        GRANT UPDATE (payload) ON public.order_events TO tts_app;
    END IF;
END
$$;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('072_privacy',
     '93fa5c9c9c06936c278b0b5a90b85be9ae6da8d77f6e14b4a570f0569b1a6e03');
COMMIT;
