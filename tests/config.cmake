# The options: where their values come from, and who is let in.

if(TARGET tts_config)
  tts_test(config_tests LABEL unit
    FILES unit/config_load_test.cpp unit/config_check_test.cpp
    LIBRARIES tts_config)
endif()
