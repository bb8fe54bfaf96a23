# Payments and messages to buyers; after store.cmake, which has PostgreSQL for tests.
tts_test(payments_unit_tests LABEL unit
  FILES unit/core_ledger_test.cpp unit/payments_changes_test.cpp unit/payments_stripe_test.cpp unit/notify_twilio_test.cpp
        unit/notify_smtp_test.cpp
  LIBRARIES tts_payments tts_stripe tts_twilio tts_smtp)
tts_test(contract_sqlite_payments LABEL contract
  FILES contract/sqlite_payments_test.cpp
  LIBRARIES tts_sqlite tts_payments tts_ledger tts_webhooks tts_notify tts_order
    tts_local_payments SQLite::SQLite3)
tts_test(contract_postgres_payments LABEL contract
  FILES contract/postgres_payments_test.cpp
  LIBRARIES tts_postgres tts_payments tts_ledger tts_webhooks tts_notify tts_order
    tts_local_payments tts_test_postgres)
tts_test(webhook_guard_tests LABEL integration
  FILES integration/webhook_guard_test.cpp
  LIBRARIES tts_image_fetcher)
tts_test(notify_tests LABEL unit
  FILES unit/core_message_test.cpp unit/notify_dispatcher_test.cpp unit/notify_timing_test.cpp
  LIBRARIES tts_notify tts_sqlite tts_order SQLite::SQLite3)
