#include "chapters/support/blas_kernel.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>
#include <unistd.h>
#include <utility>

#include "chapters/support/machine.hpp"
#include "chapters/support/options.hpp"
#include "snippets/linear_algebra/product.hpp"

// Only OpenBLAS names its kernels; with another BLAS this symbol is null.
extern "C" [[gnu::weak]] char* openblas_get_corename();

namespace winit {
namespace {

constexpr const char* wish = "OPENBLAS_CORETYPE";
// From a program to its own next start: the BLAS's own choice, and the position of the one tried.
constexpr const char* memory = "WINIT_BLAS_KERNEL";

struct Kernel {
    std::string_view name;
    Instructions needs;
};

// One set for each kind of instructions, best first: these are tried.
constexpr std::array<Kernel, 5> ladder = {{{"SkylakeX", Instructions::avx512},
                                           {"Haswell", Instructions::avx2},
                                           {"Sandybridge", Instructions::avx},
                                           {"Nehalem", Instructions::sse4},
                                           {"Prescott", Instructions::sse3}}};

// Others that OpenBLAS chooses by itself.
constexpr std::array<Kernel, 8> relatives = {{{"SapphireRapids", Instructions::avx512},
                                              {"Cooperlake", Instructions::avx512},
                                              {"Zen", Instructions::avx2},
                                              {"Excavator", Instructions::avx2},
                                              {"Steamroller", Instructions::avx},
                                              {"Piledriver", Instructions::avx},
                                              {"Bulldozer", Instructions::avx},
                                              {"Penryn", Instructions::sse3}}};

bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

std::string in_words(Instructions instructions) {
    constexpr std::array<const char*, 5> names = {"SSE3", "SSE4.2", "AVX", "AVX2",
                                                  "AVX-512"};
    return names.at(static_cast<std::size_t>(instructions));
}

std::string accepted_names(Instructions processor) {
    std::string names;
    for (const std::string& name : kernels_to_try("", processor)) {
        names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

KernelChoice next_to_try(const KernelFacts& facts) {
    const auto names = kernels_to_try(facts.own, *facts.processor);
    const std::size_t position = facts.position;
    const bool obeyed = position < names.size() && same(facts.running, names[position]);
    if (obeyed && facts.trusted) {
        return {};
    }
    if (position + 1 >= names.size()) {
        return {.complaint =
                    "no kernel of this BLAS multiplies correctly on this processor"};
    }
    return {.restart = KernelRestart{names[position + 1], facts.own, position + 1}};
}

// The first start, and the user set nothing that could be obeyed.
KernelChoice first_to_try(KernelFacts facts) {
    facts.own = facts.running;
    const std::string best = kernels_to_try(facts.own, *facts.processor).front();
    if (!same(best, facts.running)) {
        return {.restart = KernelRestart{best, facts.own, 0}};
    }
    return next_to_try(facts);
}

KernelChoice obey(const KernelFacts& facts) {
    const std::string set = std::string(wish) + " is " + in_quotes(facts.wished) + ", ";
    const std::string accepted = accepted_names(*facts.processor);
    if (!same(facts.wished, facts.running)) {
        KernelChoice choice = first_to_try(facts);
        choice.complaint =
            set + "which this OpenBLAS does not have; accepted are " + accepted;
        return choice;
    }
    const Instructions needed = instructions_of(facts.running);
    if (needed >
        *facts.processor) {  // what the BLAS would have chosen is not known any more
        const std::string best = kernels_to_try("", *facts.processor).front();
        return {.restart = KernelRestart{best, best, 0},
                .complaint = set + "which needs " + in_words(needed) +
                             ", and this processor has none; accepted are " + accepted};
    }
    if (!facts.trusted) {
        return {.complaint = set +
                             "whose products are wrong on this processor; accepted are " +
                             accepted};
    }
    return {};
}

// Small whole numbers: every sum of their products is exact in any order.
template <Scalar T>
MatrixOf<T> whole_numbers(std::size_t rows, std::size_t columns) {
    MatrixOf<T> matrix = xt::zeros<T>({rows, columns});
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        matrix.data()[i] = static_cast<T>(static_cast<int>((i * i + 3 * i) % 11) - 5);
    }
    return matrix;
}

template <Scalar T>
MatrixOf<T> plain_product(const MatrixOf<T>& left, const MatrixOf<T>& right) {
    MatrixOf<T> result = xt::zeros<T>({left.shape(0), right.shape(1)});
    for (std::size_t i = 0; i < left.shape(0); ++i) {
        for (std::size_t k = 0; k < left.shape(1); ++k) {
            for (std::size_t j = 0; j < right.shape(1); ++j) {
                result(i, j) += left(i, k) * right(k, j);
            }
        }
    }
    return result;
}

// Sizes that fill the kernels' tiles and leave rests on all sides.
template <Scalar T>
bool multiplies_right() {
    const auto left = whole_numbers<T>(67, 35);
    const auto right = whole_numbers<T>(35, 53);
    const MatrixOf<T> expected = plain_product(left, right);
    const MatrixOf<T> left_turned = xt::transpose(left);
    const MatrixOf<T> right_turned = xt::transpose(right);
    MatrixOf<T> result = xt::zeros_like(expected);
    product(left, right, result);
    if (result != expected) {
        return false;
    }
    product(left_turned, right_turned, result, {.left = true, .right = true});
    return result == expected;
}

// L of ones on the diagonal and -1, 0 or 1 below: so is every number that Cholesky meets.
bool factorizes_right() {
    constexpr std::size_t size = 40;
    Matrix lower = xt::zeros<double>({size, size});
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            lower(i, j) = static_cast<double>((i * i + 5 * j) % 3) - 1.0;
        }
        lower(i, i) = 1.0;
    }
    const Matrix upper = xt::transpose(lower);
    const Matrix symmetric = plain_product(lower, upper);
    try {
        const Matrix found = xt::linalg::cholesky(symmetric);
        return found == lower;
    } catch (const std::exception&) {  // "not positive definite"
        return false;
    }
}

// The way out of a kernel that the processor refuses.
sigjmp_buf refused;  // NOLINT: a signal handler reaches nothing but globals

void leave_kernel(int) {
    siglongjmp(refused, 1);
}

// The wish was this program's own: what it starts in turn decides for itself.
void forget_wish() {
    unsetenv(wish);
    unsetenv(memory);
}

void start_again(char* const* argv, const KernelRestart& restart) {
    setenv(wish, restart.kernel.c_str(), 1);
    setenv(memory, (restart.own + ' ' + std::to_string(restart.position)).c_str(), 1);
    execv("/proc/self/exe", argv);
    forget_wish();  // where a program cannot start itself it stays what it is
}

KernelFacts look_around() {
    const auto read = [](const char* name) {
        const char* text = std::getenv(name);
        return std::string(text == nullptr ? "" : text);
    };
    KernelFacts facts{.running = openblas_get_corename(),
                      .processor = processor_instructions()};
    if (std::istringstream(read(memory)) >> facts.own >> facts.position) {
        forget_wish();
    } else {
        facts.wished = read(wish);
    }
    facts.trusted =
        (!facts.processor || instructions_of(facts.running) <= *facts.processor) &&
        blas_computes_right();
    return facts;
}

// What the BLAS had chosen by itself, if that was another.
std::string& replaced() {
    static std::string name;
    return name;
}

}  // namespace

std::optional<Instructions> processor_instructions() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0) {
        return Instructions::avx512;
    }
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        return Instructions::avx2;
    }
    if (__builtin_cpu_supports("avx") != 0) {
        return Instructions::avx;
    }
    return __builtin_cpu_supports("sse4.2") != 0 ? Instructions::sse4 : Instructions::sse3;
#else
    return std::nullopt;
#endif
}

Instructions instructions_of(std::string_view kernel) {
    const auto named = [kernel](const Kernel& known) { return same(known.name, kernel); };
    if (const auto* found = std::ranges::find_if(ladder, named); found != ladder.end()) {
        return found->needs;
    }
    const auto* found = std::ranges::find_if(relatives, named);
    return found != relatives.end() ? found->needs : Instructions::sse3;
}

std::vector<std::string> kernels_to_try(std::string_view own, Instructions processor) {
    std::vector<std::string> names;
    std::vector<std::string> behind;
    for (const Kernel& kernel : ladder) {
        if (kernel.needs > processor || same(kernel.name, own)) {
            continue;
        }
        const bool better = own.empty() || kernel.needs > instructions_of(own);
        (better ? names : behind).emplace_back(kernel.name);
    }
    if (!own.empty()) {
        names.emplace_back(own);
    }
    names.insert(names.end(), behind.begin(), behind.end());
    return names;
}

KernelChoice choose_kernel(const KernelFacts& facts) {
    if (!facts.processor) {
        return {};
    }
    if (!facts.own.empty()) {
        return next_to_try(facts);
    }
    return facts.wished.empty() ? first_to_try(facts) : obey(facts);
}

bool blas_computes_right() {
    constexpr std::array<int, 3> signals = {SIGILL, SIGSEGV, SIGFPE};
    std::array<struct sigaction, 3> before{};
    struct sigaction leave{};
    leave.sa_handler = leave_kernel;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        sigaction(signals.at(i), &leave, &before.at(i));
    }
    const bool right = sigsetjmp(refused, 1) == 0 && multiplies_right<float>() &&
                       multiplies_right<double>() && factorizes_right();
    for (std::size_t i = 0; i < signals.size(); ++i) {
        sigaction(signals.at(i), &before.at(i), nullptr);
    }
    return right;
}

void use_best_blas_kernel(char* const* argv) {
    use_one_blas_thread();
    if (openblas_get_corename == nullptr) {
        return;
    }
    const KernelFacts facts = look_around();
    const KernelChoice choice = choose_kernel(facts);
    if (!choice.complaint.empty()) {
        const std::string_view path = argv[0];
        std::cerr << path.substr(path.rfind('/') + 1) << ": " << choice.complaint << '\n';
    }
    if (choice.restart) {
        start_again(argv, *choice.restart);
    }
    replaced() = same(facts.own, facts.running) ? "" : facts.own;
}

std::string running_blas_kernel() {
    if (openblas_get_corename == nullptr) {
        return "a BLAS that does not name its kernels";
    }
    const std::string name = openblas_get_corename();
    return "OpenBLAS's kernels for " + name +
           (replaced().empty() ? "" : " (its own choice was " + replaced() + ")");
}

}  // namespace winit
