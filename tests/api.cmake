# The description of the API (/openapi.json) and the metrics (/metrics).

if(TARGET tts_openapi AND TARGET tts_prometheus)
  tts_test(api_unit_tests LABEL unit
    FILES unit/core_metrics_test.cpp unit/metrics_text_test.cpp unit/openapi_document_test.cpp
      unit/json_schema_test.cpp unit/provider_meters_test.cpp
      ../apps/tiktoksales/metrics/provider_meters.cpp support/json_schema.cpp support/api_document.cpp
      ../apps/tiktoksales/settings.cpp
    LIBRARIES tts_openapi tts_prometheus simdjson::simdjson)
  target_include_directories(api_unit_tests PRIVATE ${CMAKE_SOURCE_DIR})
endif()

tts_test(http_observer_tests LABEL integration
  FILES integration/http_observer_test.cpp
  LIBRARIES tts_http)

tts_test(api_tests LABEL e2e TIMEOUT 300
  FILES e2e/api_document_test.cpp e2e/metrics_test.cpp
  LIBRARIES tts_test_deployment)
if(TARGET api_tests AND TARGET tiktoksales)
  add_dependencies(api_tests tiktoksales)
endif()
