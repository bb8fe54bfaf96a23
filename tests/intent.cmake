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
