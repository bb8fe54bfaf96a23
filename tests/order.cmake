tts_test(order_tests
  FILES unit/order_allocate_test.cpp
  LIBRARIES tts_order
  LABEL unit)
