/// @file xblas_config.hpp
/// @brief Stands where xtensor-blas keeps its configuration: there is nothing to configure here.
#pragma once
