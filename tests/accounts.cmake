tts_test(accounts_unit_tests LABEL unit
  FILES unit/accounts_api_tokens_test.cpp unit/accounts_desk_test.cpp unit/accounts_email_test.cpp
        unit/accounts_password_desk_test.cpp unit/accounts_password_test.cpp
        unit/accounts_rate_limit_test.cpp unit/accounts_sealer_test.cpp unit/accounts_session_desk_test.cpp
        unit/accounts_signing_key_test.cpp
        unit/accounts_token_test.cpp
  LIBRARIES tts_accounts simdjson::simdjson OpenSSL::Crypto)
