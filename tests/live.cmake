# What the pages are told while it happens; after store.cmake, which has PostgreSQL for tests.
tts_test(contract_sqlite_live_log
  FILES contract/sqlite_live_log_test.cpp contract/sqlite_review_test.cpp
    contract/sqlite_show_board_test.cpp contract/sqlite_stream_delays_test.cpp
  LIBRARIES tts_sqlite SQLite::SQLite3 fmt::fmt
  LABEL contract)
tts_test(contract_postgres_live_log
  FILES contract/postgres_live_log_test.cpp contract/postgres_review_test.cpp
    contract/postgres_show_board_test.cpp contract/postgres_stream_delays_test.cpp
  LIBRARIES tts_postgres tts_test_postgres fmt::fmt
  LABEL contract)
