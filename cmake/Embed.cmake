# embed_text(<target> <file> <symbol>): <file> becomes `extern const char winit::data::<symbol>[]`
# of <target>, so that a program finds its data from any folder.
function(embed_text target file symbol)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed.cmake")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} -D "file=${file}" -D symbol=${symbol} -D "output=${source}" -P "${script}"
    DEPENDS "${file}" "${script}"
    COMMENT "Embedding ${symbol}"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
