tts_test(pipeline_tests
  FILES unit/pipeline_decide_test.cpp
  LIBRARIES tts_pipeline
  LABEL unit)
