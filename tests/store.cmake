# PostgreSQL for tests, which starts and stops with the test program.
add_library(tts_test_postgres STATIC support/postgres_server.cpp)
target_link_libraries(tts_test_postgres PRIVATE tts_options PUBLIC tts_test_support)
target_include_directories(tts_test_postgres PUBLIC ${CMAKE_SOURCE_DIR}/tests)

tts_test(contract_postgres_store CONCURRENT
  FILES
    contract/postgres_store_test.cpp
    contract/postgres_store_schema_test.cpp
    contract/postgres_store_failure_test.cpp
    contract/postgres_values_test.cpp
  LIBRARIES tts_postgres tts_order tts_test_postgres OpenSSL::Crypto
  LABEL contract)

tts_test(contract_pooled_store
  FILES contract/pgbouncer_store_test.cpp contract/postgres_pool_test.cpp
  LIBRARIES tts_postgres tts_order tts_test_postgres
  LABEL contract)
