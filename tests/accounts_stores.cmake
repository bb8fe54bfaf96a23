# Accounts, buyers and origins on both databases; after store.cmake, which has PostgreSQL for tests.
tts_test(contract_sqlite_accounts
  FILES contract/sqlite_accounts_test.cpp contract/sqlite_privacy_test.cpp contract/sqlite_comment_origins_test.cpp
  LIBRARIES tts_sqlite SQLite::SQLite3
  LABEL contract)
tts_test(contract_postgres_accounts
  FILES contract/postgres_accounts_test.cpp contract/postgres_privacy_test.cpp contract/postgres_comment_origins_test.cpp
  LIBRARIES tts_postgres tts_test_postgres
  LABEL contract)
