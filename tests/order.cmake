tts_test(order_tests
  FILES unit/order_allocate_test.cpp unit/order_life_test.cpp unit/order_stock_move_test.cpp
  LIBRARIES tts_order
  LABEL unit)
