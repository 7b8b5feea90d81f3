#include "live/json.hpp"

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"

using namespace winit::live;

TEST_CASE("What a module writes is JSON", "[live]") {
    std::string object = "{";
    const std::string awkward = "a \"b\" \\ \n \x01 σ² </script>";
    add_member(object, "text", json_text(awkward));
    add_member(object, "third", json_number(1.0 / 3.0));
    add_member(object, "tiny", json_number(-5e-324));
    add_member(object, "nothing", json_number(std::nan("")));
    add_member(object, "endless", json_number(INFINITY));
    const auto read = nlohmann::json::parse(object + '}');
    CHECK(read["text"] == awkward);
    CHECK(read["third"].get<double>() == 1.0 / 3.0);
    CHECK(read["tiny"].get<double>() == -5e-324);
    CHECK(read["nothing"].is_null());
    CHECK(read["endless"].is_null());
}
