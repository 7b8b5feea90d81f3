# embed_text(<target> <file> <symbol>): <file> becomes `extern const char winit::data::<symbol>[]`
# of <target>, so that a program finds its data from any folder.
function(embed_text target file symbol)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND ${Python3_EXECUTABLE} "${PROJECT_SOURCE_DIR}/cmake/embed.py" "${file}" ${symbol}
            "${source}"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed.py"
    COMMENT "Embedding ${symbol}"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
