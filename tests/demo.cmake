# The demo's script and checks, the import, the upload form, the page. The app's own sources are
# compiled in: they belong to the program, not to a library.

set(app ../apps/tiktoksales)

if(TARGET tts_demo)
  tts_test(demo_unit_tests LABEL unit
    FILES unit/demo_life_test.cpp unit/demo_multipart_test.cpp unit/demo_script_test.cpp
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
tts_test(demo_tests LABEL e2e TIMEOUT 400
  FILES e2e/demo_test.cpp
  LIBRARIES tts_test_deployment tts_opencv)
tts_test(demo_life_tests LABEL e2e TIMEOUT 600
  FILES e2e/demo_life_test.cpp
  LIBRARIES tts_test_deployment)
foreach(program demo_tests demo_life_tests)
  if(TARGET ${program} AND TARGET tiktoksales)
    add_dependencies(${program} tiktoksales)
  endif()
endforeach()
