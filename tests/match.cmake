tts_test(match_tests
  FILES unit/match_show_index_test.cpp
  LIBRARIES tts_match
  LABEL unit)
