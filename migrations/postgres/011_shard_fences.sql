-- The newest fencing token of each shard: a worker with an older one may not write any more.
BEGIN;

CREATE TABLE shard_fences (
    shard integer PRIMARY KEY,
    token bigint NOT NULL
);
ALTER TABLE shard_fences ENABLE ROW LEVEL SECURITY;

INSERT INTO schema_migrations (name, checksum) VALUES
    ('011_shard_fences',
     '9a892d12b449ccc079309f12fc68d8ee4a7c93647f9f02c4caddc2a1b398d5aa');
COMMIT;
