# WINIT_XTENSOR_FLAGS: what this compiler must be told for this xtensor. From clang 19 on, a template's
# defaults count when it is matched, and xtensor 0.24 becomes ambiguous. Part of the build and of the
# installed package.
set(WINIT_XTENSOR_FLAGS "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 19
   AND xtensor_VERSION VERSION_LESS 0.25)
  include(CheckCXXCompilerFlag)
  set(as_before_clang_19 -fno-relaxed-template-template-args -Wno-deprecated-no-relaxed-template-template-args)
  list(JOIN as_before_clang_19 " " flags)
  check_cxx_compiler_flag("${flags}" WINIT_AS_BEFORE_CLANG_19)
  if(WINIT_AS_BEFORE_CLANG_19)
    set(WINIT_XTENSOR_FLAGS ${as_before_clang_19})
  endif()
  unset(as_before_clang_19)
  unset(flags)
endif()
