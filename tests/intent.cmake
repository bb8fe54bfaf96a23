tts_test(unit_intent LABEL unit
  FILES
    unit/intent_normaliser_test.cpp
    unit/intent_claim_test.cpp
    unit/intent_grammar_test.cpp
    unit/intent_model_test.cpp
    unit/intent_corpus_test.cpp
  LIBRARIES tts_intent)

# Trains the real model from the repo's corpus once, then asks it.
tts_test(trained_intent LABEL contract TIMEOUT 300
  FILES contract/intent_trained_test.cpp
  LIBRARIES tts_intent)

if(rapidcheck_FOUND)
  tts_test(property_intent LABEL unit
    FILES property/intent_property_test.cpp
    LIBRARIES tts_intent rapidcheck)
endif()

# The whole step over hostile bytes. Only clang has libFuzzer.
# Run it with: build/fuzz/tests/intent_fuzz -max_len=4096 CORPUS
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  file(GLOB INTENT_SOURCES ${CMAKE_SOURCE_DIR}/src/intent/*.cpp)
  add_executable(intent_fuzz EXCLUDE_FROM_ALL
    fuzz/intent_fuzz.cpp ${INTENT_SOURCES} ${CMAKE_SOURCE_DIR}/src/core/text.cpp)
  target_compile_options(intent_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_options(intent_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_libraries(intent_fuzz PRIVATE tts_options ICU::uc ICU::i18n Boost::headers)
endif()
