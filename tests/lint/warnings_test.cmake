# Which compilers' warnings are errors: the table of cmake/Warnings.cmake.
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/Warnings.cmake")

function(expect wanted id version in_ci)
  warnings_are_errors(found "${id}" "${version}" "${in_ci}")
  if(NOT found STREQUAL wanted)
    message(SEND_ERROR "${id} ${version}, CI '${in_ci}': ${found}, not ${wanted}")
  endif()
endfunction()

expect(ON GNU 12.2.0 "")
expect(ON GNU 14.2.0 "")
expect(OFF GNU 15.1.0 "")
expect(ON GNU 15.1.0 true)
expect(ON Clang 14.0.6 "")
expect(ON Clang 19.1.7 "")
expect(OFF Clang 20.1.0 "")
expect(OFF AppleClang 16.0.0 "")
expect(ON AppleClang 16.0.0 true)
