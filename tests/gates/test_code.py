"""Code that is not compiled, not shown, or not there."""

from fixture_book import GateTest


class Code(GateTest):
    def add_to(self, path: str, text: str) -> None:
        self.book.files[path] += text

    def test_missing_region(self) -> None:
        self.swap("snippets/init/he.hpp he_stddev", "snippets/init/he.hpp he_stdde")
        self.assert_refused('missing region "he_stdde" in snippets/init/he.hpp; did you mean he_stddev')

    def test_missing_file(self) -> None:
        self.swap("snippets/init/he.hpp he_stddev", "snippets/init/she.hpp he_stddev")
        self.assert_refused('no file "snippets/init/she.hpp"')

    def test_unshown_region(self) -> None:
        self.add_to("snippets/init/he.hpp", "// [begin hidden]\nint x;\n// [end hidden]\n")
        self.assert_refused('snippets/init/he.hpp:8: region "hidden" is shown on no page')

    def test_unshown_region_though_no_page_changed(self) -> None:
        self.assert_accepted()
        self.book.files["snippets/new.hpp"] = "// [begin hidden]\nint x;\n// [end hidden]\n"
        self.assert_refused('region "hidden" is shown on no page')

    def test_region_that_does_not_end(self) -> None:
        self.add_to("snippets/init/he.hpp", "// [begin open]\nint x;\n")
        self.assert_refused('region "open" begins but does not end')

    def test_region_that_does_not_begin(self) -> None:
        self.add_to("snippets/init/he.hpp", "// [end shut]\n")
        self.assert_refused('region "shut" ends but does not begin')

    def test_name_used_twice(self) -> None:
        self.book.files["snippets/new.hpp"] = "// [begin he_stddev]\nint x;\n// [end he_stddev]\n"
        self.assert_refused('duplicate region name "he_stddev"')

    def test_ill_formed_marker(self) -> None:
        self.add_to("snippets/init/he.hpp", "//! [begin leaky]\n")
        self.assert_refused("write a marker as // [begin snake_case_name]")

    def test_emphasis_of_nothing(self) -> None:
        self.swap("std::sqrt", "std::cbrt")
        self.assert_refused('listing he_stddev: no line holds "std::cbrt"')

    def test_typed_cpp(self) -> None:
        for fence in ("```cpp", "```c++", "```{code-block} cpp\n", "```"):
            with self.subTest(fence):
                self.setUp()
                self.add(f"{fence}\nint x = he_stddev(fan_in);\n```")
                self.assert_refused("typed code block")

    def test_typed_python(self) -> None:
        self.add("```python\nweights = he(fan_in)\n```")
        self.assert_refused("typed code block (python)")

    def test_indented_code(self) -> None:
        self.add("    auto weights = he(fan_in);")
        self.assert_refused("typed code block")

    def test_nested_regions_hide_the_inner_markers(self) -> None:
        self.book.files["snippets/new.hpp"] = (
            "// [begin outer]\nint a;\n// [begin inner]\nint b;\n// [end inner]\n// [end outer]\n")
        self.add("```{listing} snippets/new.hpp outer\n```")
        self.add("```{listing} snippets/new.hpp inner\n```")
        self.assert_accepted()
        self.assertNotIn("begin inner", self.book.html())
