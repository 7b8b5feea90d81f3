#include "tests/support/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace winit {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> claims_of(const TestedCase& tested) {
    const std::string prefix = "claim:";
    std::vector<std::string> ids;
    for (const std::string& tag : tested.tags) {
        if (tag.starts_with(prefix)) {
            ids.push_back(tag.substr(prefix.size()));
        }
    }
    return ids;
}

// JSON knows neither NaN nor infinity.
Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json described(const Record& record) {
    constexpr std::array relations = {"near", "below", "above", "equal"};
    constexpr std::array roles = {"holds", "control", "fails", "twin"};
    const Evidence& evidence = record.evidence;
    Json row{{"kind", roles[static_cast<std::size_t>(record.role)]},
             {"what", record.what},
             {"measured", number(evidence.measured)},
             {"expected", number(evidence.expected)},
             {"tolerance", number(evidence.tolerance)},
             {"relation", relations[static_cast<std::size_t>(evidence.relation)]},
             {"samples", evidence.samples},
             {"false_alarm", evidence.false_alarm},
             {"passed", record.passed}};
    if (evidence.recorded) {
        row["recorded"] = true;
    }
    if (evidence.training) {
        row["training"] = {{"seeds", evidence.training->seeds},
                           {"rates", evidence.training->rates},
                           {"budgets", evidence.training->budgets},
                           {"optimizers", evidence.training->optimizers}};
    }
    return row;
}

Json described(const TestedCase& tested) {
    Json evidence = Json::array();
    for (const Record& record : tested.evidence) {
        evidence.push_back(described(record));
    }
    return {{"name", tested.name},
            {"claims", claims_of(tested)},
            {"file", tested.file},
            {"line", tested.line},
            {"passed", tested.passed && flaw(tested).empty()},
            {"evidence", evidence}};
}

// What the rule for comparisons of trained networks asks of a test case.
std::string flaw_of_training(const std::vector<Record>& evidence) {
    std::size_t seeds = 0, rates = 0, budgets = 0;
    std::set<std::string> optimizers;
    for (const Record& record : evidence) {
        if (const auto& with = record.evidence.training) {
            seeds = seeds == 0 ? with->seeds : std::min(seeds, with->seeds);
            rates = std::max(rates, with->rates);
            budgets = std::max(budgets, with->budgets);
            optimizers.insert(with->optimizers.begin(), with->optimizers.end());
        }
    }
    if (optimizers.empty()) {
        return "";
    }
    if (seeds < 8) {
        return "its networks were trained with fewer than 8 seeds";
    }
    if (rates < 3 || budgets < 2) {
        return "its networks were trained at fewer than 3 rates or 2 budgets";
    }
    if (!optimizers.contains("Adam") || !optimizers.contains("gradient descent")) {
        return "its networks were not trained with gradient descent and with Adam";
    }
    return "";
}

}  // namespace

std::string flaw(const TestedCase& tested) {
    const auto any = [&tested](auto condition) {
        return std::any_of(tested.evidence.begin(), tested.evidence.end(), condition);
    };
    const auto has = [&any](Role role) {
        return any([role](const Record& record) { return record.role == role; });
    };
    const bool controls = has(Role::control) || has(Role::twin);
    const bool holds = has(Role::holds) || has(Role::fails);
    const bool statistics = any([](const Record& r) { return r.evidence.samples > 0; });
    if (!claims_of(tested).empty() && !holds) {
        return "it states a claim and shows no evidence for it";
    }
    if (statistics && !controls) {
        return "its evidence is statistical and it has no control";
    }
    if (has(Role::fails) && !has(Role::twin)) {
        return "it shows that something fails, and no twin that succeeds";
    }
    return flaw_of_training(tested.evidence);
}

void write_claims(const std::string& file, const std::vector<TestedCase>& cases) {
    Json tests = Json::array();
    for (const TestedCase& tested : cases) {
        tests.push_back(described(tested));
    }
    const std::string unfinished = file + ".tmp";
    std::ofstream stream(unfinished);
    stream << Json{{"tests", tests}}.dump(2) << '\n';
    stream.close();
    if (!stream) {
        throw std::runtime_error("cannot write the report of the claims to " + file);
    }
    std::filesystem::rename(unfinished, file);
}

}  // namespace winit
