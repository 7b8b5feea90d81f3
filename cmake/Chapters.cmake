# add_chapter(<slug>): the program build/bin/<slug> and its run, build/run/<slug>/, which holds
# output.txt, values.json, one CSV per series and its drawings. A run is made with the best kernels of
# this machine, whatever the caller set: what a build gives depends on nothing but its files.
function(add_chapter slug)
  add_executable(${slug} ${slug}/main.cpp)
  target_link_libraries(${slug} PRIVATE figures)

  set(run "${PROJECT_BINARY_DIR}/run/${slug}")
  add_custom_command(
    OUTPUT "${run}/output.txt"
    COMMAND ${CMAKE_COMMAND} -E rm -rf "${run}"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${run}"
    COMMAND ${CMAKE_COMMAND} -E env --unset=OPENBLAS_CORETYPE
            $<TARGET_FILE:${slug}> --out "${run}" > "${run}/output.tmp"
    COMMAND ${CMAKE_COMMAND} -E rename "${run}/output.tmp" "${run}/output.txt"
    DEPENDS ${slug}
    COMMENT "Running chapter ${slug}"
    VERBATIM)
  add_custom_target(run-${slug} DEPENDS "${run}/output.txt")
  add_dependencies(runs run-${slug})
  set_property(GLOBAL APPEND PROPERTY WINIT_CHAPTERS ${slug})
endfunction()

add_custom_target(runs COMMENT "Every chapter has been run")
