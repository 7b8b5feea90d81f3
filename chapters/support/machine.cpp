#include "chapters/support/machine.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <thread>

// OpenBLAS bundles no header that can stand beside xtensor-blas. Null with another BLAS.
extern "C" [[gnu::weak]] void openblas_set_num_threads(int threads);

namespace winit {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

double kernel_says() {
    std::ifstream meminfo("/proc/meminfo");
    std::string key;
    double kibibytes = 0.0;
    std::string unit;
    while (meminfo >> key >> kibibytes >> unit) {
        if (key == "MemAvailable:") {
            return kibibytes * 1024.0;
        }
    }
    return unlimited;
}

// The limit of the control group, versions 2 and 1. Not less what it uses: that counts cached
// files, which make room when asked.
double control_group_allows() {
    for (const char* file :
         {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
        double bytes = 0.0;
        if (std::ifstream(file) >> bytes) {
            return bytes;
        }
    }
    return unlimited;
}

double shell_allows() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return unlimited;
    }
    return static_cast<double>(limit.rlim_cur);
}

}  // namespace

double available_memory() {
    return std::min({kernel_says(), control_group_allows(), shell_allows()});
}

std::size_t available_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

void use_one_blas_thread() {
    if (openblas_set_num_threads != nullptr) {
        openblas_set_num_threads(1);
    }
}

}  // namespace winit
