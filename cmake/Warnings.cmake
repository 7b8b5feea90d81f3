# warnings_are_errors(<result> <compiler id> <version> <in CI>): ON for the compilers that the project
# is tested with and wherever CI runs; OFF for a later one, whose new warnings are no fault of a reader.
function(warnings_are_errors result id version in_ci)
  set(known OFF)
  if((id STREQUAL "GNU" AND version VERSION_LESS 15) OR (id STREQUAL "Clang" AND version VERSION_LESS 20))
    set(known ON)
  endif()
  if(in_ci)
    set(known ON)
  endif()
  set(${result} ${known} PARENT_SCOPE)
endfunction()
