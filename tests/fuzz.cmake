# Parsers of outside bytes, under libFuzzer, which only clang has: built with the asan preset by
# clang, run by tests/run_fuzz.sh.

add_custom_target(fuzz_programs)

# tts_fuzz(csv_fuzz FILES csv_fuzz.cpp LIBRARIES tts_core)
function(tts_fuzz name)
  cmake_parse_arguments(ARG "" "" "FILES;LIBRARIES" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${ARG_FILES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE tts_options ${ARG_LIBRARIES})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz_programs ${name})
  set_property(GLOBAL APPEND PROPERTY TTS_FUZZ_PROGRAMS "$<TARGET_FILE:${name}>")
endfunction()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND TTS_SANITIZE MATCHES "address")
  tts_fuzz(http_conversation_fuzz FILES fuzz/http_conversation_fuzz.cpp LIBRARIES tts_http)
  tts_fuzz(http_codec_fuzz FILES fuzz/http_codec_fuzz.cpp LIBRARIES tts_http)
  target_include_directories(http_codec_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  tts_fuzz(http_json_body_fuzz FILES fuzz/http_json_body_fuzz.cpp LIBRARIES tts_http)
  tts_fuzz(http_comment_fuzz FILES fuzz/http_comment_fuzz.cpp LIBRARIES tts_http tts_ingest)
  tts_fuzz(multipart_fuzz FILES fuzz/multipart_fuzz.cpp LIBRARIES tts_http)
  tts_fuzz(csv_fuzz
    FILES fuzz/csv_fuzz.cpp ${CMAKE_SOURCE_DIR}/apps/tiktoksales/csv.cpp
    LIBRARIES tts_core)
  tts_fuzz(image_decode_fuzz
    FILES fuzz/image_decode_fuzz.cpp
    LIBRARIES tts_opencv opencv_core)
  tts_fuzz(vision_frame_fuzz
    FILES fuzz/vision_frame_fuzz.cpp
    LIBRARIES tts_vision tts_opencv opencv_core opencv_imgproc)
  tts_fuzz(intent_fuzz FILES fuzz/intent_fuzz.cpp LIBRARIES tts_intent)
  target_compile_definitions(intent_fuzz PRIVATE TTS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()

get_property(programs GLOBAL PROPERTY TTS_FUZZ_PROGRAMS)
list(JOIN programs "\n" program_lines)
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/fuzz_programs.txt CONTENT "${program_lines}\n")
