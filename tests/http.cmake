tts_test(integration_http LABEL integration
  FILES integration/http_server_test.cpp
  LIBRARIES tts_http)
