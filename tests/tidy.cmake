# Reads the source text; it needs nothing built.
tts_test(tidy_tests LABEL unit FILES tidy_test.cpp page_words_test.cpp)
