tts_test(contract_sqlite_queue CONCURRENT
  FILES contract/sqlite_comment_queue_test.cpp
  LIBRARIES tts_sqlite
  LABEL contract)
tts_test(contract_sqlite_store CONCURRENT
  FILES contract/sqlite_store_test.cpp
  LIBRARIES tts_sqlite tts_order SQLite::SQLite3
  LABEL contract)
tts_test(sqlite_durability
  FILES
    contract/sqlite_disk_test.cpp contract/sqlite_durability_test.cpp
    contract/sqlite_queue_test.cpp
  LIBRARIES tts_sqlite
  LABEL integration)

# Not a test: `ninja sqlite_bench`.
add_executable(sqlite_bench EXCLUDE_FROM_ALL contract/sqlite_bench.cpp)
target_link_libraries(sqlite_bench PRIVATE tts_options tts_sqlite SQLite::SQLite3)
target_include_directories(sqlite_bench PRIVATE ${CMAKE_SOURCE_DIR}/tests)
