tts_test(pipeline_tests
  FILES unit/pipeline_decide_test.cpp unit/pipeline_delay_learner_test.cpp
  LIBRARIES tts_pipeline
  LABEL unit)
tts_test(pipeline_integration_tests CONCURRENT
  FILES integration/pipeline_test.cpp
  LIBRARIES tts_pipeline tts_sqlite
  LABEL integration)
