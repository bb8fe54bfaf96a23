# The queue's port on Redis: the contract suite, and what only an outside look into Redis can see.

add_library(tts_test_redis_server STATIC support/redis_cluster.cpp support/redis_server.cpp)
target_link_libraries(tts_test_redis_server PRIVATE tts_options PUBLIC tts_test_support)

tts_test(redis_queue_tests CONCURRENT LABEL contract
  FILES contract/redis_comment_queue_test.cpp contract/redis_names_in_use_test.cpp
        contract/redis_sweeper_test.cpp contract/redis_faults_test.cpp
  LIBRARIES tts_redis tts_test_redis_server)

tts_test(redis_cluster_tests CONCURRENT WHOLE LABEL contract TIMEOUT 300
  FILES contract/redis_cluster_faults_test.cpp contract/redis_cluster_test.cpp
  LIBRARIES tts_redis tts_test_redis_server)

tts_test(redis_adapter_unit_tests LABEL unit
  FILES unit/redis_address_test.cpp unit/redis_queue_entry_test.cpp unit/redis_slots_test.cpp
  LIBRARIES tts_redis simdjson::simdjson)
