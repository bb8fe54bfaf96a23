tts_test(unit_ingest LABEL unit
  FILES unit/ingest_admission_test.cpp unit/ingest_chat_watch_test.cpp
    unit/ingest_parse_comment_test.cpp
  LIBRARIES tts_ingest)
tts_test(integration_ingest CONCURRENT LABEL integration
  FILES integration/ingest_routes_test.cpp
  LIBRARIES tts_ingest simdjson::simdjson)
