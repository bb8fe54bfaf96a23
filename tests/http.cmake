tts_test(unit_http LABEL unit
  FILES unit/http_conversation_stream_test.cpp unit/http_conversation_test.cpp unit/http_json_body_test.cpp unit/http_request_reader_test.cpp unit/http_router_test.cpp
        unit/http_request_identity_test.cpp unit/http_peer_connections_test.cpp unit/log_test.cpp
  LIBRARIES tts_http tts_log)
tts_test(integration_http CONCURRENT LABEL integration
  FILES integration/http_server_test.cpp
  LIBRARIES tts_http)
tts_test(property_http LABEL unit
  FILES property/http_codec_property_test.cpp
  LIBRARIES tts_http rapidcheck)
