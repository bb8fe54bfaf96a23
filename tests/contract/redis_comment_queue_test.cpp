#include "contract/comment_queue_contract.hpp"
#include "contract/redis_queue_world.hpp"

namespace tts {

const auto redis_worlds = testing::Values(
    QueueWorldMaker{.name = "Redis", .make = [] { return std::make_unique<RedisQueueWorld>(); }});

INSTANTIATE_TEST_SUITE_P(Redis, CommentQueueContract, redis_worlds);
INSTANTIATE_TEST_SUITE_P(Redis, CommentQueueLeases, redis_worlds);
INSTANTIATE_TEST_SUITE_P(Redis, CommentQueueDeadLetters, redis_worlds);
INSTANTIATE_TEST_SUITE_P(Redis, SeveralShards, redis_worlds);
INSTANTIATE_TEST_SUITE_P(Redis, ClaimsFirst, redis_worlds);

}  // namespace tts
