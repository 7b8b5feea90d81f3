/// @file pch.hpp
/// @brief The two libraries that take seconds to parse, parsed once for all tests.
#pragma once

#include "snippets/core/xtensor.hpp"
#include "tests/catch.hpp"
