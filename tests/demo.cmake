# The demo's script and checks, the import, the upload form, the page. The app's own sources are
# compiled in: they belong to the program, not to a library.

set(app ../apps/tiktoksales)

if(TARGET tts_demo)
  tts_test(demo_unit_tests LABEL unit
    FILES unit/demo_script_test.cpp unit/demo_multipart_test.cpp
    LIBRARIES tts_demo tts_http)
endif()

if(TARGET tts_page)
  tts_test(dashboard_unit_tests LABEL unit
    FILES unit/demo_dashboard_test.cpp
    LIBRARIES tts_page)
endif()

if(TARGET tts_opencv AND TARGET tts_vision)
  tts_test(import_unit_tests LABEL unit
    FILES unit/demo_import_test.cpp ${app}/csv.cpp ${app}/import_plan.cpp ${app}/product_form.cpp
      ${app}/product_shelf.cpp
    LIBRARIES tts_opencv tts_vision tts_log tts_core)
  target_include_directories(import_unit_tests PRIVATE ${CMAKE_SOURCE_DIR})
endif()
tts_test(demo_tests LABEL e2e TIMEOUT 300
  FILES e2e/demo_test.cpp
  LIBRARIES tts_test_deployment tts_opencv)
if(TARGET demo_tests AND TARGET tiktoksales)
  add_dependencies(demo_tests tiktoksales)
endif()
