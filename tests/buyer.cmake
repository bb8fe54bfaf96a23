# Buyers' pages and how buyers prove who they are; after store.cmake, which has PostgreSQL for tests.
tts_test(contract_sqlite_buyer LABEL contract
  FILES contract/sqlite_buyer_pages_test.cpp
  LIBRARIES tts_sqlite tts_order SQLite::SQLite3)
tts_test(contract_sealed_stores LABEL contract
  FILES contract/sealed_stores_test.cpp
  LIBRARIES tts_sqlite tts_accounts tts_order SQLite::SQLite3)
tts_test(contract_postgres_buyer LABEL contract
  FILES contract/postgres_buyer_pages_test.cpp
  LIBRARIES tts_postgres tts_order tts_test_postgres)
tts_test(buyer_page_unit_tests LABEL unit
  FILES unit/buyer_page_test.cpp
  LIBRARIES tts_buyer_page)
