# What the library needs, and nothing else. winit-config.cmake finds the same where it is installed.
set(WINIT_NEEDS Threads xtensor xtensor-blas BLAS LAPACK)
set(BLA_VENDOR OpenBLAS)  # not any BLAS: the programs set its thread count
foreach(need IN LISTS WINIT_NEEDS)
  find_package(${need} REQUIRED)
endforeach()
include(XtensorFlags)
include(Embed)  # data files that become part of the library
