# Variants, orders of several lines, edits and discounts on both databases; after store.cmake, which
# has PostgreSQL for tests.
tts_test(contract_sqlite_shop CONCURRENT
  FILES contract/sqlite_shop_test.cpp
  LIBRARIES tts_sqlite tts_pipeline tts_payments SQLite::SQLite3
  LABEL contract)
tts_test(contract_postgres_shop CONCURRENT
  FILES contract/postgres_shop_test.cpp
  LIBRARIES tts_postgres tts_pipeline tts_payments tts_test_postgres
  LABEL contract)
