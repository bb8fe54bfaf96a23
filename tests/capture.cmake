# Watching streams; after store.cmake, which has PostgreSQL for tests.
tts_test(contract_sqlite_capture LABEL contract
  FILES contract/sqlite_capture_test.cpp
  LIBRARIES tts_sqlite SQLite::SQLite3)
tts_test(contract_postgres_capture LABEL contract
  FILES contract/postgres_capture_test.cpp
  LIBRARIES tts_postgres tts_test_postgres)
tts_test(capture_tests LABEL integration
  FILES integration/capture_test.cpp
  LIBRARIES tts_capture tts_vision tts_image_fetcher tts_files tts_opencv tts_sqlite SQLite::SQLite3)
tts_test(ffmpeg_tests LABEL integration
  FILES integration/ffmpeg_frame_source_test.cpp support/test_video.cpp
  LIBRARIES tts_ffmpeg tts_image_fetcher tts_opencv opencv_core opencv_imgproc PkgConfig::FFMPEG)
