tts_library(tts_image_fetcher
  SOURCES image_fetcher.cpp image_fetcher_guard.cpp
  LIBRARIES tts_core
  PRIVATE_LIBRARIES CURL::libcurl Threads::Threads)
