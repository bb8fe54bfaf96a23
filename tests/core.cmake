tts_test(core_unit_tests LABEL unit
  FILES unit/core_comment_test.cpp unit/core_json_writer_test.cpp unit/core_money_test.cpp
        unit/core_share_out_test.cpp
        unit/core_text_test.cpp unit/core_timestamp_test.cpp unit/core_uuid_test.cpp
  LIBRARIES tts_core simdjson::simdjson)

tts_test(core_property_tests LABEL unit
  FILES property/core_property_test.cpp
  LIBRARIES tts_core simdjson::simdjson rapidcheck)
