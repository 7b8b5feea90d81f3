// The main program of every test executable: Catch2, a listener that collects the evidence of
// each test case, and the report of the claims if WINIT_CLAIMS_REPORT names a file for it.
#define CATCH_CONFIG_RUNNER

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "chapters/support/blas_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/report.hpp"

namespace {

std::vector<winit::TestedCase>& tested_cases() {
    static std::vector<winit::TestedCase> cases;
    return cases;
}

#ifdef WINIT_CATCH2_V3
using ListenerBase = Catch::EventListenerBase;

const Catch::TestCaseInfo& info_of(const Catch::TestCaseStats& stats) {
    return *stats.testInfo;
}

std::string text_of(const Catch::Tag& tag) {
    return std::string(tag.original);
}
#else
using ListenerBase = Catch::TestEventListenerBase;

const Catch::TestCaseInfo& info_of(const Catch::TestCaseStats& stats) {
    return stats.testInfo;
}

std::string text_of(const std::string& tag) {
    return tag;
}
#endif

class EvidenceListener : public ListenerBase {
  public:
    using ListenerBase::ListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo&) override { winit::records().clear(); }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        const Catch::TestCaseInfo& info = info_of(stats);
        std::vector<std::string> tags;
        for (const auto& tag : info.tags) {
            tags.push_back(text_of(tag));
        }
        tested_cases().push_back({info.name, tags, info.lineInfo.file, info.lineInfo.line,
                                  stats.totals.assertions.failed == 0,
                                  std::exchange(winit::records(), {})});
    }
};

// Catch has counted its own failures; these are the cases in which nothing could have failed.
bool any_flaw() {
    bool found = false;
    for (const winit::TestedCase& tested : tested_cases()) {
        if (const std::string why = winit::flaw(tested); !why.empty()) {
            std::cerr << tested.file << ':' << tested.line << ": \"" << tested.name
                      << "\" proves nothing: " << why << '\n';
            found = true;
        }
    }
    return found;
}

}  // namespace

CATCH_REGISTER_LISTENER(EvidenceListener)

int main(int argc, char** argv) {
    winit::use_best_blas_kernel(argv);
    const int failures = Catch::Session().run(argc, argv);
    try {
        if (const char* file = std::getenv("WINIT_CLAIMS_REPORT")) {
            winit::write_claims(file, tested_cases());
        }
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return any_flaw() ? 1 : failures;
}
