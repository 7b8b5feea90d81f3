/// @file planted_blas.cpp
/// @brief Stands before OpenBLAS (LD_PRELOAD) and plants what test_blas_kernel.py asks for.
///
/// PLANTED_OWN: the kernels that the BLAS chooses by itself. PLANTED_LACKING, PLANTED_WRONG and
/// PLANTED_REFUSED: kernels that it does not have, whose products are wrong, and whose instructions
/// the processor refuses; one name each, or "any" that is wrong.
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <string>

namespace {

std::string read(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? "" : text;
}

// As OpenBLAS does: what is set when it is loaded counts, if it has such kernels.
std::string& kernel() {
    static std::string name = [] {
        const std::string wished = read("OPENBLAS_CORETYPE");
        const bool obeyed = !wished.empty() && wished != read("PLANTED_LACKING");
        return obeyed ? wished : read("PLANTED_OWN");
    }();
    return name;
}

[[gnu::constructor]] void load() {
    kernel();
}

}  // namespace

extern "C" char* openblas_get_corename() {
    return kernel().data();
}

// The numbers of CBLAS's enumerations are not used here.
extern "C" void cblas_sgemm(int order, int left, int right, int rows, int columns,
                            int inner, float scale, const float* a, int a_step,
                            const float* b, int b_step, float keep, float* c, int c_step) {
    if (kernel() == read("PLANTED_REFUSED")) {
        std::raise(SIGILL);
    }
    static const auto real =
        reinterpret_cast<decltype(&cblas_sgemm)>(dlsym(RTLD_NEXT, "cblas_sgemm"));
    real(order, left, right, rows, columns, inner, scale, a, a_step, b, b_step, keep, c,
         c_step);
    const std::string wrong = read("PLANTED_WRONG");
    if (wrong == "any" || wrong == kernel()) {
        c[0] += 1.0F;
    }
}
