# add_test_executable(<name> <files>): with Catch2, our main program and the helpers for claims.
function(add_test_executable name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE test_support)
  target_precompile_headers(${name} REUSE_FROM test_support)
endfunction()

# add_claim_tests(<name> <files>): the executable test-<name>, its CTest test claims.<name>, and its
# report build/claims/<name>.json, which the site shows. A failing claim has a report as well: it is
# the site that refuses it, and says which. Only a test that died has none, and stops the build.
function(add_claim_tests name)
  add_test_executable(test-${name} ${ARGN})
  set(report "${PROJECT_BINARY_DIR}/claims/${name}.json")
  add_custom_command(
    OUTPUT "${report}"
    COMMAND ${CMAKE_COMMAND} -D "program=$<TARGET_FILE:test-${name}>" -D "report=${report}"
            -P "${PROJECT_SOURCE_DIR}/cmake/run_claims.cmake"
    DEPENDS test-${name} "${PROJECT_SOURCE_DIR}/cmake/run_claims.cmake"
    COMMENT "Testing the claims of ${name}"
    VERBATIM)
  add_custom_target(claims-${name} DEPENDS "${report}")
  add_dependencies(claims claims-${name})
  add_test(NAME claims.${name} COMMAND test-${name} ${WINIT_TAME_TESTS})
  set_tests_properties(claims.${name} PROPERTIES LABELS claim)
endfunction()

add_custom_target(claims)
