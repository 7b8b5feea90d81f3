/// @file xtensor.hpp
/// @brief Every xtensor include of the project, in one place.
///
/// xtensor 0.26 moved its headers into folders. Only this file has to know.
#pragma once

#if __has_include(<xtensor/containers/xtensor.hpp>)
#include <xtensor/containers/xadapt.hpp>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>
#include <xtensor/core/xnoalias.hpp>
#include <xtensor/views/xview.hpp>
#else
#include <xtensor/xadapt.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xnoalias.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>
#endif

// First of xtensor-blas: 0.21 reads its configuration after the headers that it is for, and would
// multiply in plain loops instead of calling the BLAS.
#include <xtensor-blas/xblas_config.hpp>
#include <xtensor-blas/xlinalg.hpp>
