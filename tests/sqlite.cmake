tts_test(contract_sqlite_queue
  FILES contract/sqlite_comment_queue_test.cpp
  LIBRARIES tts_sqlite
  LABEL contract)
tts_test(contract_sqlite_store
  FILES contract/sqlite_store_test.cpp
  LIBRARIES tts_sqlite SQLite::SQLite3
  LABEL contract)
