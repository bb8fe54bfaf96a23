tts_test(unit_http LABEL unit
  FILES unit/http_conversation_test.cpp unit/http_json_body_test.cpp unit/http_request_reader_test.cpp unit/http_router_test.cpp
        unit/log_test.cpp
  LIBRARIES tts_http tts_log)
tts_test(integration_http CONCURRENT LABEL integration
  FILES integration/http_server_test.cpp
  LIBRARIES tts_http)

# Fuzzing needs clang: cmake --preset asan -B build/fuzz -D CMAKE_CXX_COMPILER=clang++-14
# -D CMAKE_C_COMPILER=clang-14, then build/fuzz/tests/http_conversation_fuzz -max_len=4096 CORPUS.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  foreach(part conversation json_body comment)
    add_executable(http_${part}_fuzz EXCLUDE_FROM_ALL fuzz/http_${part}_fuzz.cpp)
    target_compile_options(http_${part}_fuzz PRIVATE -fsanitize=fuzzer)
    target_link_options(http_${part}_fuzz PRIVATE -fsanitize=fuzzer)
    target_link_libraries(http_${part}_fuzz PRIVATE tts_options tts_http tts_ingest)
  endforeach()
endif()
