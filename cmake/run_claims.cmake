# cmake -D program=FILE -D report=FILE -P run_claims.cmake: run claim tests for their report.
get_filename_component(folder "${report}" DIRECTORY)
file(MAKE_DIRECTORY "${folder}")
file(REMOVE "${report}")
execute_process(
  COMMAND "${CMAKE_COMMAND}" -E env "WINIT_CLAIMS_REPORT=${report}" "${program}"
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT EXISTS "${report}")
  message(FATAL_ERROR "${program} died (${status}) before it could report:\n${output}")
elseif(NOT status EQUAL 0)
  message("${output}")
endif()
