#include "tests/support/claims.hpp"

#include <cmath>

#include "snippets/core/check.hpp"
#include "tests/catch.hpp"

namespace winit {
namespace {

void record(const std::string& what, const Evidence& evidence, Role role) {
    const bool is_control = role == Role::control;
    const bool passed = evidence.met() != is_control;
    records().push_back({role, what, evidence, passed});
    INFO((is_control ? "this control must be refused: " : "") << what);
    CAPTURE(evidence.measured, evidence.expected, evidence.tolerance);
    CHECK(passed);
}

}  // namespace

bool Evidence::met() const {
    switch (relation) {
        case Relation::near:
            return std::abs(measured - expected) <= tolerance;
        case Relation::below:
            return measured < expected;
        case Relation::above:
            return measured > expected;
        case Relation::equal:
            return measured == expected;
    }
    return false;
}

Evidence near(double measured, double expected, double tolerance) {
    return {measured, expected, tolerance, Relation::near};
}

Evidence below(double measured, double limit) {
    return {measured, limit, 0.0, Relation::below};
}

Evidence above(double measured, double limit) {
    return {measured, limit, 0.0, Relation::above};
}

Evidence equal(double measured, double expected) {
    return {measured, expected, 0.0, Relation::equal};
}

Evidence statistical(Evidence evidence, std::size_t samples, double false_alarm) {
    require(samples > 0, "statistical: samples must be at least 1");
    require(false_alarm > 0.0 && false_alarm < 1.0,
            "statistical: false_alarm must lie between 0 and 1");
    evidence.samples = samples;
    evidence.false_alarm = false_alarm;
    return evidence;
}

Evidence trained(Evidence evidence, const TrainedWith& with, double false_alarm) {
    require(with.rates > 0 && with.budgets > 0 && !with.optimizers.empty(),
            "trained: there must be a rate, a budget and an optimizer");
    evidence = statistical(evidence, with.seeds, false_alarm);
    evidence.training = with;
    return evidence;
}

Evidence recorded(Evidence evidence) {
    evidence.recorded = true;
    return evidence;
}

void holds(const std::string& what, const Evidence& evidence) {
    record(what, evidence, Role::holds);
}

void control(const std::string& what, const Evidence& evidence) {
    record(what, evidence, Role::control);
}

void fails(const std::string& what, const Evidence& evidence) {
    record(what, evidence, Role::fails);
}

void twin(const std::string& what, const Evidence& evidence) {
    record(what, evidence, Role::twin);
}

std::vector<Record>& records() {
    static std::vector<Record> all;
    return all;
}

}  // namespace winit
