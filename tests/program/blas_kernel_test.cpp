#include "chapters/support/blas_kernel.hpp"

#include "tests/catch.hpp"

using namespace winit;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Kernels that use more of the processor come before the BLAS's own choice") {
    CHECK(kernels_to_try("Prescott", Instructions::avx512) ==
          Names{"SkylakeX", "Haswell", "Sandybridge", "Nehalem", "Prescott"});
    CHECK(kernels_to_try("Core2", Instructions::avx2) ==
          Names{"Haswell", "Sandybridge", "Nehalem", "Core2", "Prescott"});
}

TEST_CASE("A choice as good as the processor comes first") {
    CHECK(kernels_to_try("Cooperlake", Instructions::avx512).front() == "Cooperlake");
    CHECK(kernels_to_try("zen", Instructions::avx2).front() == "zen");
    CHECK(kernels_to_try("Prescott", Instructions::sse3) == Names{"Prescott"});
}

TEST_CASE("Kernels that the processor cannot run are never tried") {
    for (const std::string& name : kernels_to_try("Prescott", Instructions::avx)) {
        CHECK(instructions_of(name) <= Instructions::avx);
    }
}

TEST_CASE("On a processor of another family the BLAS decides") {
    const KernelChoice choice = choose_kernel({.running = "ARMV8", .trusted = false});
    CHECK_FALSE(choice.restart);
    CHECK(choice.complaint.empty());
}

TEST_CASE("A kernel that the processor cannot run is replaced, whoever set it") {
    const KernelChoice choice = choose_kernel({.running = "SkylakeX",
                                               .trusted = false,
                                               .processor = Instructions::avx2,
                                               .wished = "skylakex"});
    REQUIRE(choice.restart);
    CHECK(choice.restart->kernel == "Haswell");
    CHECK(choice.complaint ==
          "OPENBLAS_CORETYPE is 'skylakex', which needs AVX-512, and this "
          "processor has none; accepted are Haswell, Sandybridge, Nehalem, "
          "Prescott");
}

TEST_CASE("A program stops to start again when nothing is left to try") {
    const KernelChoice choice = choose_kernel({.running = "Prescott",
                                               .trusted = false,
                                               .processor = Instructions::avx512,
                                               .own = "Prescott",
                                               .position = 9});
    CHECK_FALSE(choice.restart);
    CHECK_FALSE(choice.complaint.empty());
}

TEST_CASE("The BLAS of this machine multiplies and factorizes exactly") {
    CHECK(blas_computes_right());
}
