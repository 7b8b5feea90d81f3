"""Plants every fault that compare.py must catch."""

import contextlib
import json
import tempfile
import unittest
from pathlib import Path

import compare

VALUES = {
    "chapter": "06-he",
    "values": {
        "rms_last": {"value": 0.4527, "meaning": "RMS at the end", "relative": 1e-6, "absolute": 0},
        "depth": {"value": 30, "meaning": "layers", "relative": 0, "absolute": 0},
        "accuracy": {"value": 0.96, "meaning": "share", "relative": 0, "absolute": 0.02},
    },
    "series": {"rms_by_layer": {"kind": "chart", "relative": 1e-6, "absolute": 0}},
}
OUTPUT = """How far does a signal travel?

rms_last  0.4527  RMS at the end
depth         30  layers
accuracy    0.96  share
"""
SERIES = 'layer,"He, measured"\n1,1.25\n2,\n'


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.figures, self.runs = Path(folder.name, "figures"), Path(folder.name, "run")
        self.golden, self.fresh = self.figures / "06-he", self.runs / "06-he"
        for chapter in (self.golden, self.fresh):
            chapter.mkdir(parents=True)
            (chapter / "values.json").write_text(json.dumps(VALUES), encoding="utf-8")
            (chapter / "output.txt").write_text(OUTPUT, encoding="utf-8")
            (chapter / "rms_by_layer.csv").write_text(SERIES, encoding="utf-8")

    def differences(self):
        return list(compare.compare(self.figures, self.runs, ["06-he"]))

    def caught(self, *words):
        """Exactly one line is reported, and it holds the words."""
        lines = self.differences()
        self.assertEqual(len(lines), 1, lines)
        for word in ("06-he: ", *words):
            self.assertIn(word, lines[0])

    @contextlib.contextmanager
    def edited_values(self):
        """Yields the fresh values.json for editing."""
        values = json.loads(json.dumps(VALUES))
        yield values
        (self.fresh / "values.json").write_text(json.dumps(values), encoding="utf-8")

    def replace(self, file, old, new):
        text = (self.fresh / file).read_text(encoding="utf-8")
        self.assertIn(old, text)
        (self.fresh / file).write_text(text.replace(old, new), encoding="utf-8")

    def test_equal_runs_pass(self):
        self.assertEqual(self.differences(), [])

    def test_differences_within_the_tolerance_pass(self):
        with self.edited_values() as fresh:
            fresh["values"]["rms_last"]["value"] = 0.4527 * (1 + 5e-7)
            fresh["values"]["accuracy"]["value"] = 0.975
        self.replace("rms_by_layer.csv", "1.25", "1.2500001")
        self.replace("output.txt", "  0.4527", "  0.4528")
        self.replace("output.txt", "    0.96", "   0.975")
        self.assertEqual(self.differences(), [])

    def test_stale_value(self):
        with self.edited_values() as fresh:
            fresh["values"]["rms_last"]["value"] = 0.4528
        self.caught("values.json", "rms_last is 0.4528", "golden 0.4527")

    def test_exact_value_may_not_differ_at_all(self):
        with self.edited_values() as fresh:
            fresh["values"]["depth"]["value"] = 30.000000000000004
        self.caught("depth")

    def test_not_a_number(self):
        with self.edited_values() as fresh:
            fresh["values"]["rms_last"]["value"] = float("nan")
        self.caught("rms_last is nan")

    def test_new_value(self):
        with self.edited_values() as fresh:
            fresh["values"]["extra"] = fresh["values"]["depth"]
        self.caught("extra is new")

    def test_removed_value(self):
        with self.edited_values() as fresh:
            del fresh["values"]["depth"]
        self.caught("depth is golden")

    def test_changed_meaning(self):
        with self.edited_values() as fresh:
            fresh["values"]["depth"]["meaning"] = "blocks"
        self.caught("depth", "meaning", "blocks")

    def test_widened_tolerance(self):
        with self.edited_values() as fresh:
            fresh["values"]["rms_last"]["relative"] = 0.5
        self.caught("rms_last", "relative")

    def test_widened_tolerance_of_a_series(self):
        with self.edited_values() as fresh:
            fresh["series"]["rms_by_layer"]["absolute"] = 1
        self.caught("rms_by_layer", "absolute")

    def test_stale_cell(self):
        self.replace("rms_by_layer.csv", "1.25", "1.26")
        self.caught("rms_by_layer.csv", "line 2", "He, measured is 1.26", "golden 1.25")

    def with_a_band(self, **fresh):
        """Both sides get a band whose edges may move by a tenth, and the fresh one some other numbers."""
        values = json.loads(json.dumps(VALUES))
        values["series"]["rms_by_layer"]["band"] = {"relative": 0, "absolute": 0.1}
        for folder, row in ((self.golden, {}), (self.fresh, fresh)):
            cells = {"layer": 1, "He": 1.25, "He lower": 1.0, "He upper": 1.5} | row
            (folder / "values.json").write_text(json.dumps(values), encoding="utf-8")
            (folder / "rms_by_layer.csv").write_text(
                f"{','.join(cells)}\n{','.join(map(str, cells.values()))}\n", encoding="utf-8")

    def test_edges_of_a_band_move_within_their_own_tolerance(self):
        self.with_a_band(**{"He lower": 0.95, "He upper": 1.55})
        self.assertEqual(self.differences(), [])

    def test_edge_of_a_band(self):
        self.with_a_band(**{"He lower": 0.85})
        self.caught("He lower is 0.85")

    def test_curve_of_a_band(self):
        self.with_a_band(He=1.26)
        self.caught("He is 1.26")

    def test_widened_tolerance_of_a_band(self):
        self.with_a_band()
        with self.edited_values() as fresh:
            fresh["series"]["rms_by_layer"]["band"] = {"relative": 0, "absolute": 1}
        self.caught("rms_by_layer", "band")

    def test_number_where_there_was_none(self):
        self.replace("rms_by_layer.csv", "2,", "2,0")
        self.caught("rms_by_layer.csv", "golden empty")

    def test_changed_header(self):
        self.replace("rms_by_layer.csv", "measured", "counted")
        self.caught("header")

    def test_missing_row(self):
        self.replace("rms_by_layer.csv", "2,\n", "")
        self.caught("shape")

    def test_stale_output_number(self):
        self.replace("output.txt", "0.4527", "0.4530")
        self.caught("output.txt", "line 3", "0.4530")

    def test_stale_exact_output_number(self):
        self.replace("output.txt", "30", "31")
        self.caught("output.txt", "line 4")

    def test_stale_output_text(self):
        self.replace("output.txt", "How far", "How deep")
        self.caught("output.txt", "line 1")

    def test_longer_output(self):
        self.replace("output.txt", "share\n", "share\nDone.\n")
        self.caught("output.txt", "6 lines")

    def test_missing_golden_series(self):
        (self.golden / "rms_by_layer.csv").unlink()
        self.caught("rms_by_layer.csv is missing from the golden files")

    def test_missing_fresh_series(self):
        (self.fresh / "rms_by_layer.csv").unlink()
        self.caught("rms_by_layer.csv is missing from the fresh run")

    def test_missing_golden_output(self):
        (self.golden / "output.txt").unlink()
        self.caught("output.txt is missing from the golden files")

    def test_orphan_golden_file(self):
        (self.golden / "old_series.csv").write_text(SERIES, encoding="utf-8")
        self.caught("old_series.csv is an orphan")

    def test_series_that_values_does_not_name(self):
        (self.fresh / "unnamed.csv").write_text(SERIES, encoding="utf-8")
        self.caught("unnamed.csv is an orphan")

    def test_orphan_golden_folder(self):
        (self.figures / "15-nothing").mkdir()
        lines = self.differences()
        self.assertEqual(len(lines), 1, lines)
        self.assertIn("15-nothing", lines[0])
        self.assertIn("orphan", lines[0])

    def test_what_full_gives_is_no_orphan(self):
        (self.figures / "full/06-he").mkdir(parents=True)
        self.assertEqual(self.differences(), [])

    def test_chapter_without_golden_run(self):
        for file in self.golden.iterdir():
            file.unlink()
        self.golden.rmdir()
        self.caught("no golden run")

    def test_chapter_that_was_not_run(self):
        (self.fresh / "values.json").unlink()
        self.caught("no fresh run")


if __name__ == "__main__":
    unittest.main()
