# The figures of shows on both databases; after store.cmake, which has PostgreSQL for tests.
tts_test(contract_sqlite_figures
  FILES contract/sqlite_sales_figures_test.cpp
  LIBRARIES tts_sqlite SQLite::SQLite3 fmt::fmt
  LABEL contract)
tts_test(contract_postgres_figures
  FILES contract/postgres_sales_figures_test.cpp
  LIBRARIES tts_postgres tts_test_postgres fmt::fmt
  LABEL contract)
