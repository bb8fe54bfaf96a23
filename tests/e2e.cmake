# Tests that start the real binary, with real Redis and PostgreSQL beside it.

add_library(tts_test_support STATIC
  support/api_document.cpp support/child_process.cpp support/database_client.cpp
  support/json_schema.cpp support/pgbouncer.cpp support/redis_client.cpp
  support/tcp_client.cpp support/web_socket_client.cpp)
target_include_directories(tts_test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(tts_test_support
  PRIVATE tts_options
  PUBLIC simdjson::simdjson PkgConfig::HIREDIS PostgreSQL::PostgreSQL SQLite::SQLite3)

add_library(tts_test_processes OBJECT
  e2e/api.cpp e2e/data_servers.cpp e2e/deployment.cpp e2e/fleet.cpp e2e/server_process.cpp)
target_link_libraries(tts_test_processes
  PRIVATE tts_options
  PUBLIC tts_test_support tts_core tts_http_client GTest::gtest)
target_compile_definitions(tts_test_processes
  PRIVATE TTS_DEFAULT_BINARY="${CMAKE_BINARY_DIR}/tiktoksales"
    TTS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

# What a shared deployment consists of: a program links one of these.
add_library(tts_test_deployment OBJECT e2e/one_process.cpp)
add_library(tts_test_split_deployment OBJECT e2e/several_processes.cpp)
add_library(tts_test_pooled_deployment OBJECT e2e/behind_pgbouncer.cpp)
foreach(deployment tts_test_deployment tts_test_split_deployment tts_test_pooled_deployment)
  target_link_libraries(${deployment} PRIVATE tts_options PUBLIC tts_test_processes)
  target_sources(${deployment} INTERFACE $<TARGET_OBJECTS:tts_test_processes>)
endforeach()

# The fifteen tests of the main flow, which run by class or by name: with the program in one process,
# in ten, and with its database behind a pooler.
set(named_tests e2e/chat_endpoint_test.cpp e2e/services_test.cpp e2e/pipeline_test.cpp)
tts_test(named_integration_tests LABEL integration TIMEOUT 300
  FILES ${named_tests}
  LIBRARIES tts_test_deployment)
tts_test(named_split_tests LABEL integration TIMEOUT 300
  FILES ${named_tests}
  LIBRARIES tts_test_split_deployment)
tts_test(named_pooled_tests LABEL integration TIMEOUT 300
  FILES ${named_tests}
  LIBRARIES tts_test_pooled_deployment)

tts_test(e2e_tests LABEL e2e TIMEOUT 300
  FILES e2e/bad_input_test.cpp e2e/behaviour_test.cpp e2e/single_role_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(accounts_e2e_tests LABEL e2e TIMEOUT 300
  FILES e2e/accounts_test.cpp e2e/cart_test.cpp e2e/review_test.cpp e2e/seller_test.cpp
    e2e/stream_delay_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(training_tests LABEL e2e TIMEOUT 600
  FILES e2e/training_test.cpp
  LIBRARIES tts_test_deployment)
target_compile_definitions(training_tests PRIVATE TTS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

tts_test(secure_mode_tests LABEL e2e TIMEOUT 300
  FILES e2e/secure_mode_test.cpp e2e/keys_test.cpp e2e/people_test.cpp e2e/sessions_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(console_tests LABEL e2e TIMEOUT 1000
  FILES e2e/console_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(buyer_page_tests LABEL e2e TIMEOUT 700
  FILES e2e/buyer_browser_test.cpp e2e/buyer_page_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(kill_tests LABEL e2e TIMEOUT 3000
  FILES e2e/crowd.cpp e2e/kill_test.cpp
  LIBRARIES tts_test_deployment)

tts_test(fleet_tests LABEL e2e TIMEOUT 900
  FILES e2e/cluster_script_test.cpp e2e/crowd.cpp e2e/fleet_test.cpp e2e/origin_test.cpp
    e2e/show_cache_test.cpp
  LIBRARIES tts_test_split_deployment)

tts_test(counterparts_tests LABEL e2e TIMEOUT 300
  FILES e2e/counterparts_test.cpp e2e/messages_test.cpp e2e/password_mail_test.cpp
  LIBRARIES tts_test_deployment tts_smtp)

find_package(yaml-cpp REQUIRED)
tts_test(compose_tests LABEL e2e TIMEOUT 300
  FILES e2e/compose_test.cpp
  LIBRARIES tts_test_deployment yaml-cpp)

tts_test(guide_tests LABEL e2e TIMEOUT 300
  FILES e2e/guide_test.cpp
  LIBRARIES tts_test_deployment)

foreach(program named_integration_tests named_split_tests named_pooled_tests e2e_tests accounts_e2e_tests secure_mode_tests
    console_tests buyer_page_tests counterparts_tests kill_tests
    fleet_tests compose_tests guide_tests)
  if(TARGET tiktoksales)
    add_dependencies(${program} tiktoksales)
  endif()
endforeach()

tts_test(order_life_tests LABEL e2e TIMEOUT 300
  FILES e2e/order_life_test.cpp
  LIBRARIES tts_test_deployment tts_webhooks)
