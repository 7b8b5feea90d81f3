"""Plants every fault that chapters.py must catch."""

import tempfile
import unittest
from pathlib import Path

import chapters

PARAMS = """\
struct Params {
    std::size_t depth = 30;
    double rate = 0.1;
    std::uint64_t seed = 6;
    std::size_t threads = 1;

    void each(Descriptions& is) {
        is.parameter(depth, "depth", {1, 200}, "layers");
        is.option(rate, "rate", {0.0, 1.0},
                  "step");
    }
};
"""
EXPERIMENT = """\
#include "chapters/06-he/params.hpp"
#include "chapters/06-he/signal.hpp"
#include "chapters/support/experiments.hpp"
namespace winit::chapter06 {
inline Experiments experiments(const Params& params) {
    return {{"signal", with(params, signal)}};
}
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result = parameter_values(params);
    result.add(run_all(experiments(params), progress));
    return result;
}
}
"""
MAIN = """\
program.option("--most", most, {1, 2}, "");
return program.run(argc, argv, params, winit::chapter06::experiments, winit::draw);
"""
FUNCTION = "inline Result signal(const Params& params) {\n" + "    work();\n" * 38 + "}\n"


class Chapters(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "chapters/06-he").mkdir(parents=True)
        self.write("params.hpp", PARAMS)
        self.write("signal.hpp", "/// @brief A signal.\n" + FUNCTION)
        self.write("experiment.hpp", EXPERIMENT)
        self.write("main.cpp", MAIN)

    def write(self, name, text):
        (self.root / "chapters/06-he" / name).write_text(text, encoding="utf-8")

    def caught(self, name, text, *words):
        """The text, written into the file, is the one fault."""
        self.write(name, text)
        found = list(chapters.faults(self.root))
        self.assertEqual(len(found), 1, found)
        for word in (f"chapters/06-he/{name}:", *words):
            self.assertIn(word, found[0])

    def test_a_good_chapter_passes(self):
        self.assertEqual(list(chapters.faults(self.root)), [])

    def test_a_long_header(self):
        self.caught("signal.hpp", FUNCTION + "using a = b;\n" * 111, "151 lines")

    def test_a_long_function(self):
        self.caught("signal.hpp", "\n" + FUNCTION.replace("}\n", "    more();\n}\n"), ":2:", "signal() has 41")

    def test_a_long_function_below_a_template_and_parameters(self):
        head = "template <class T>\ninline Result signal(const Params& params,\n                     T more) {\n"
        self.caught("signal.hpp", head + "    work();\n" * 38 + "}\n", ":1:", "signal() has 42")

    def test_a_long_member(self):
        body = "        work();\n" * 40
        walk = f"struct Walk {{\n    void step() {{\n{body}    }}\n}};\n"
        self.caught("signal.hpp", FUNCTION + walk, ":42:", "step()")

    def test_a_long_list_of_parameters_is_no_fault(self):
        self.write("params.hpp", PARAMS.replace("    }\n", '        is.number("a", 1, "a");\n' * 60 + "    }\n"))
        self.assertEqual(list(chapters.faults(self.root)), [])

    def test_a_parameter_without_description(self):
        self.caught("params.hpp", PARAMS.replace("is.option(rate", "is.option(other"), ":3: rate is described 0")

    def test_a_parameter_described_twice(self):
        twice = '        is.option(depth, "d", {1, 2}, "d");\n    }\n'
        self.caught("params.hpp", PARAMS.replace("    }\n", twice), ":2: depth is described 2")

    def test_a_comment_beside_a_field(self):
        self.caught("params.hpp", PARAMS.replace("= 0.1;", "= 0.1;  ///< Step."), ":3: rate is described beside")

    def test_an_option_in_main(self):
        self.caught("main.cpp", MAIN + 'program.option("--depth",\n    params.depth, {1, 2}, "");\n', "option of depth")

    def test_a_choice_is_a_description(self):
        self.write("params.hpp", PARAMS.replace("is.option(rate", "is.choice(rate"))
        self.assertEqual(list(chapters.faults(self.root)), [])

    def test_a_chapter_without_a_list_of_experiments(self):
        self.caught("experiment.hpp", "inline Result run(const Params& params) { return signal(params); }\n",
                    "no experiments(const Params& params)")

    def test_a_run_beside_the_list(self):
        self.caught("experiment.hpp", EXPERIMENT.replace("run_all(experiments(params), progress)", "signal(params)"),
                    "run() must be made of experiments()")

    def test_a_program_without_the_list(self):
        self.caught("main.cpp", MAIN.replace("chapter06::experiments", "chapter06::run"), "does not hand experiments")

    def test_an_experiment_that_is_not_in_the_list(self):
        self.caught("experiment.hpp", EXPERIMENT.replace("with(params, signal)", "with(params, other)"),
                    "signal.hpp is included, but no experiment is made of it")

    def test_a_header_that_nothing_needs(self):
        self.caught("walk.hpp", "\n" + FUNCTION.replace("signal", "walk"), "no experiment needs it")
        self.write("signal.hpp", '#include "chapters/06-he/walk.hpp"\n\n' + FUNCTION)
        self.write("solutions.hpp", "\n" + FUNCTION)
        self.assertEqual(list(chapters.faults(self.root)), [])

    def test_a_chapter_without_descriptions(self):
        self.write("params.hpp", "struct Params {\n    std::size_t depth = 30;  ///< Layers.\n};\n")
        self.assertEqual(list(chapters.faults(self.root)), ["chapters/06-he: no Params with an each()"])


if __name__ == "__main__":
    unittest.main()
