# Debian ships OpenCVConfig.cmake only in libopencv-dev, which pulls in viewers, codecs and some
# forty packages that we do not want. This finds the modules of the small packages instead, and
# defines the same targets: opencv_core, opencv_imgproc...

find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
set(OpenCV_REQUIRED_VARIABLES OpenCV_INCLUDE_DIR)
foreach(module ${OpenCV_FIND_COMPONENTS})
  find_library(OpenCV_${module}_LIBRARY opencv_${module})
  list(APPEND OpenCV_REQUIRED_VARIABLES OpenCV_${module}_LIBRARY)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS ${OpenCV_REQUIRED_VARIABLES})
mark_as_advanced(${OpenCV_REQUIRED_VARIABLES})

if(OpenCV_FOUND)
  foreach(module ${OpenCV_FIND_COMPONENTS})
    if(NOT TARGET opencv_${module})
      add_library(opencv_${module} UNKNOWN IMPORTED)
      set_target_properties(opencv_${module} PROPERTIES
        IMPORTED_LOCATION ${OpenCV_${module}_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIR})
    endif()
  endforeach()
endif()
