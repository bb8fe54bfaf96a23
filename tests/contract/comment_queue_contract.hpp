#pragma once

// The promises of ports/comment_queue.hpp. An adapter includes this file in one test program and
// instantiates its five suites:
//
//     const auto worlds = testing::Values(QueueWorldMaker{.name = "Sqlite", .make = ...});
//     INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueContract, worlds);
//     INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueLeases, worlds);
//     INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueDeadLetters, worlds);
//     INSTANTIATE_TEST_SUITE_P(Sqlite, SeveralShards, worlds);
//     INSTANTIATE_TEST_SUITE_P(Sqlite, ClaimsFirst, worlds);

#include "contract/comment_queue_attempts.hpp"    // IWYU pragma: export
#include "contract/comment_queue_delivery.hpp"    // IWYU pragma: export
#include "contract/comment_queue_fixture.hpp"     // IWYU pragma: export
#include "contract/comment_queue_leases.hpp"      // IWYU pragma: export
#include "contract/comment_queue_precedence.hpp"  // IWYU pragma: export
#include "contract/comment_queue_several.hpp"     // IWYU pragma: export
#include "contract/comment_queue_waiting.hpp"     // IWYU pragma: export
