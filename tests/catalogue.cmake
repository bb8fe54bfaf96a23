# The catalogue: CSV out and in, and a running server. The app's own sources are compiled in.

set(app ../apps/tiktoksales)

tts_test(catalogue_property_tests LABEL unit
  FILES property/catalogue_csv_property_test.cpp ${app}/catalogue_csv.cpp ${app}/csv.cpp
    ${app}/import_plan.cpp ${app}/product_form.cpp
  LIBRARIES tts_opencv tts_core rapidcheck)
target_include_directories(catalogue_property_tests PRIVATE ${CMAKE_SOURCE_DIR})

tts_test(catalogue_tests LABEL e2e TIMEOUT 300
  FILES e2e/catalogue_test.cpp
  LIBRARIES tts_test_deployment tts_opencv)
if(TARGET tiktoksales)
  add_dependencies(catalogue_tests tiktoksales)
endif()
