tts_test(chat_unit_tests LABEL unit
  FILES unit/chat_outcome_test.cpp unit/chat_preview_test.cpp unit/chat_queue_watch_test.cpp
  LIBRARIES tts_chat)

# Who may call what, and that a token's owner wins.
tts_test(access_unit_tests LABEL unit
  FILES unit/access_test.cpp
        ../apps/tiktoksales/access.cpp
        ../apps/tiktoksales/own_request.cpp
  LIBRARIES tts_accounts tts_http simdjson::simdjson)
if(TARGET access_unit_tests)
  target_include_directories(access_unit_tests PRIVATE ${CMAKE_SOURCE_DIR})
endif()
