tts_test(unit_intent LABEL unit
  FILES
    unit/intent_normaliser_test.cpp
    unit/intent_claim_test.cpp
    unit/intent_concepts_test.cpp
    unit/intent_slots_test.cpp
    unit/intent_slot_figures_test.cpp
    unit/intent_seller_words_test.cpp
    unit/intent_grammar_test.cpp
    unit/intent_model_test.cpp
    unit/intent_corpus_test.cpp
  LIBRARIES tts_intent)

# Trains the real model from the repo's corpus once, then asks it. Registered as one test: each test
# of its own would be a process of its own, which trains again.
add_executable(trained_intent contract/intent_trained_test.cpp)
target_link_libraries(trained_intent PRIVATE tts_options tts_intent GTest::gtest_main)
target_include_directories(trained_intent PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(trained_intent PRIVATE TTS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
if(TTS_SANITIZE STREQUAL "thread")
  set_target_properties(trained_intent PROPERTIES EXCLUDE_FROM_ALL ON)
else()
  add_dependencies(test_programs trained_intent)
  set_property(GLOBAL APPEND PROPERTY TTS_TEST_PROGRAMS "contract $<TARGET_FILE:trained_intent>")
  add_test(NAME trained_intent COMMAND trained_intent)
  set_tests_properties(trained_intent PROPERTIES LABELS contract TIMEOUT 600)
endif()

if(rapidcheck_FOUND)
  tts_test(property_intent LABEL unit
    FILES property/intent_property_test.cpp
    LIBRARIES tts_intent rapidcheck)
endif()
