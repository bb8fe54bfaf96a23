-- The newest fencing token of each shard: a worker with an older one may not write any more.
CREATE TABLE shard_fences (
    shard INTEGER PRIMARY KEY,
    token INTEGER NOT NULL
) STRICT;
