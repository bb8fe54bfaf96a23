# The benchmarks' program itself, with tiny sizes: it ends, and says what it promises to say.
if(NOT TARGET tiktoksales)
  return()
endif()
tts_test(bench_tests LABEL e2e TIMEOUT 300
  FILES e2e/bench_test.cpp
  LIBRARIES tts_test_support)
target_compile_definitions(bench_tests PRIVATE TTS_BENCH="${CMAKE_BINARY_DIR}/bench/tts_bench")
add_dependencies(bench_tests tts_bench)
