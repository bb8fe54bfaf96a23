tts_test(contract_sqlite_queue
  FILES contract/sqlite_comment_queue_test.cpp
  LIBRARIES tts_sqlite
  LABEL contract)
