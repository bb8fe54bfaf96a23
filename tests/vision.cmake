tts_test(vision_unit_tests LABEL unit
  FILES
    unit/vision_analysis_test.cpp
    unit/vision_drawn_catalogue_test.cpp
    unit/vision_evidence_test.cpp
    unit/vision_fetch_guard_test.cpp
    unit/vision_fit_test.cpp
    unit/vision_gif_test.cpp
    unit/vision_image_codec_test.cpp
    unit/vision_object_keys_test.cpp
    unit/vision_printed_text_test.cpp
    unit/vision_s3_signature_test.cpp
  LIBRARIES tts_vision tts_image_fetcher tts_s3 tts_opencv opencv_core PkgConfig::TURBOJPEG PkgConfig::WEBP GIF::GIF)

tts_test(vision_files_contract_tests LABEL contract
  FILES contract/vision_file_object_store_test.cpp
  LIBRARIES tts_files)

tts_test(vision_s3_contract_tests LABEL contract
  FILES contract/vision_s3_object_store_test.cpp
  LIBRARIES tts_s3 OpenSSL::Crypto)

tts_test(vision_integration_tests LABEL integration
  FILES
    integration/vision_image_fetcher_test.cpp
    integration/vision_preparation_test.cpp
    integration/vision_service_test.cpp
    integration/vision_text_reader_test.cpp
  LIBRARIES tts_vision tts_image_fetcher tts_files tts_opencv tts_sqlite SQLite::SQLite3)

tts_test(vision_short_list_tests LABEL integration
  FILES integration/vision_short_list_test.cpp
  LIBRARIES tts_opencv)
