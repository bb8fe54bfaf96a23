tts_test(chat_unit_tests LABEL unit
  FILES unit/chat_outcome_test.cpp unit/chat_preview_test.cpp unit/chat_queue_watch_test.cpp
  LIBRARIES tts_chat)
