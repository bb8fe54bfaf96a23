# The options: where their values come from, and who is let in.

if(TARGET tts_config)
  tts_test(config_tests LABEL unit
    FILES unit/config_load_test.cpp unit/config_check_test.cpp
    LIBRARIES tts_config)
endif()

# Who may call what, and that a token's owner wins.
if(TARGET tts_config)
  tts_test(access_unit_tests LABEL unit
    FILES unit/access_test.cpp unit/audit_trail_test.cpp unit/own_request_test.cpp unit/http_origin_guard_test.cpp
          unit/http_conversation_entry_test.cpp
          ../apps/tiktoksales/access.cpp
          ../apps/tiktoksales/access_rules.cpp
          ../apps/tiktoksales/access_socket.cpp
          ../apps/tiktoksales/accounts/audit_trail.cpp
          ../apps/tiktoksales/background.cpp
          ../apps/tiktoksales/own_request.cpp
          ../apps/tiktoksales/session_cookie.cpp
    LIBRARIES tts_config tts_accounts tts_http tts_ingest simdjson::simdjson)
endif()

if(TARGET tts_image_fetcher)
  tts_test(camera_unit_tests LABEL unit
    FILES unit/camera_test.cpp ../apps/tiktoksales/camera.cpp
    LIBRARIES tts_image_fetcher)
  target_include_directories(camera_unit_tests PRIVATE ${CMAKE_SOURCE_DIR})
endif()
