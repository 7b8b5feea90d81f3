#include "tests/support/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
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
    const Evidence& evidence = record.evidence;
    return {{"kind", record.is_control ? "control" : "holds"},
            {"what", record.what},
            {"measured", number(evidence.measured)},
            {"expected", number(evidence.expected)},
            {"tolerance", number(evidence.tolerance)},
            {"relation", relations[static_cast<std::size_t>(evidence.relation)]},
            {"samples", evidence.samples},
            {"false_alarm", evidence.false_alarm},
            {"passed", record.passed}};
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

}  // namespace

std::string flaw(const TestedCase& tested) {
    const auto any = [&tested](auto condition) {
        return std::any_of(tested.evidence.begin(), tested.evidence.end(), condition);
    };
    const bool holds = any([](const Record& record) { return !record.is_control; });
    const bool controls = any([](const Record& record) { return record.is_control; });
    const bool statistics = any([](const Record& r) { return r.evidence.samples > 0; });
    if (!claims_of(tested).empty() && !holds) {
        return "it states a claim and shows no evidence for it";
    }
    if (statistics && !controls) {
        return "its evidence is statistical and it has no control";
    }
    return "";
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
