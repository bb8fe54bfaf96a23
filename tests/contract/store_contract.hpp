#pragma once

// The promises of ports/store.hpp as tests. An adapter's test file includes this once and says how
// its databases are made:
//
//     INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(&make_sqlite_database));
//     INSTANTIATE_TEST_SUITE_P(Sqlite, MigratorContract, testing::Values(&make_sqlite_database));

#include "contract/store/catalogue.hpp"
#include "contract/store/concurrency.hpp"
#include "contract/store/conflicts.hpp"
#include "contract/store/feedback.hpp"
#include "contract/store/fixture.hpp"
#include "contract/store/holds.hpp"
#include "contract/store/life.hpp"
#include "contract/store/messages.hpp"
#include "contract/store/migrations.hpp"
#include "contract/store/orders.hpp"
#include "contract/store/queries.hpp"
#include "contract/store/rules.hpp"
#include "contract/store/shelf.hpp"
#include "contract/store/writing.hpp"
