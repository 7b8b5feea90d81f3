# One dialect and one set of warnings for every target of the tutorial; none of it reaches another project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

option(WINIT_SANITIZE "Build with the address and undefined-behavior sanitizers" OFF)

# No contraction into fused multiply-adds: every compiler rounds alike.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -ffp-contract=off)
include(Warnings)
warnings_are_errors(default "${CMAKE_CXX_COMPILER_ID}" "${CMAKE_CXX_COMPILER_VERSION}" "$ENV{CI}")
option(WINIT_WERROR "Warnings are errors" ${default})
if(WINIT_WERROR)
  add_compile_options(-Werror)
endif()
# Assertions inside xtensor are for the debug preset.
add_compile_definitions($<$<CONFIG:Debug>:XTENSOR_ENABLE_ASSERT>)
# GCC 12 sees overlapping copies in `"text" + std::string` where there are none (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict)
endif()

if(WINIT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # Instrumented code makes g++ guess wrong about what is initialized, as its manual says.
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

find_program(WINIT_CCACHE ccache)
if(WINIT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${WINIT_CCACHE})
endif()
