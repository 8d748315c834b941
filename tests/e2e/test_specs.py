# SPDX-License-Identifier: GPL-3.0-or-later
"""The library of specifications: taking in, versions, differences, merging, other forms, and building from it."""
import json

from harness import Case, SLOW, needs_sandbox, unittest

FIRST = "# Habit Calendar\n\nTier: simple\n\n## Features\n\n### Habits\n\n- add a habit\n- rename a habit\n\n## Notes\n\nkept as it is\n"
SECOND = FIRST.replace("- rename a habit", "- rename a habit at any time\n- delete a habit")


class Specs(Case):
    def file(self, name, text):
        path = self.top / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def imported(self, text=FIRST, name="habits.md"):
        return self.json_bw("spec", "import", self.file(name, text))

    def refused(self, *args, code=2):
        done = self.run_bw("spec", *args)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertNotEqual(done.stderr, "")
        return done.stderr

    def test_a_file_becomes_a_specification_with_versions(self):
        self.assertEqual(self.run_bw("spec", "list").returncode, 0)
        kept = self.imported()
        self.assertEqual((kept["name"], kept["version"], kept["tier"], kept["features"], kept["origin"]),
                         ("Habit Calendar", 1, "simple", 2, "import"))
        spec = kept["spec"]
        second = self.json_bw("spec", "import", self.file("second.md", SECOND), "--into", spec, "--because", "more of it")
        self.assertEqual((second["spec"], second["version"], second["features"]), (spec, 2, 3))
        shown = self.json_bw("spec", "show", spec[:4])
        self.assertEqual([(v["version"], v["author"], v["reason"]) for v in shown["versions"]],
                         [(1, "import", "habits.md"), (2, "import", "more of it")])
        self.assertEqual(shown["source"], SECOND)
        self.assertEqual(self.run_bw("spec", "export", f"{spec}@1").stdout.strip(), FIRST.strip())
        out = self.top / "copy.md"
        self.assertEqual(self.json_bw("spec", "export", "Habit Calendar", "--out", out)["format"], "markdown")
        self.assertEqual(out.read_bytes(), SECOND.encode())
        found = self.json_bw("spec", "diff", spec, "1")
        self.assertEqual([(d["kind"], d["what"]) for d in found["differences"]],
                         [("changed", "feature"), ("added", "feature")])
        self.assertIn("+- delete a habit\n", self.json_bw("spec", "diff", spec, "1", "2", "--text")["diff"])
        self.assertIn("{+", self.run_bw("spec", "diff", spec, "1").stdout)
        again = self.json_bw("spec", "restore", spec, "1")
        self.assertEqual((again["version"], again["features"]), (3, 2))
        self.assertEqual(self.json_bw("spec", "show", spec)["versions"][2]["restored"], 1)
        # The same text once more is no version.
        self.assertEqual(self.json_bw("spec", "import", self.file("same.md", FIRST), "--into", spec)["version"], 3)

    def test_changes_of_both_sides_are_merged_and_conflicts_asked(self):
        spec = self.imported()["spec"]
        mine = FIRST.replace("# Habit Calendar", "# My Calendar")
        self.json_bw("spec", "import", self.file("mine.md", mine), "--into", spec)
        theirs = self.file("theirs.md", SECOND)
        merged = self.json_bw("spec", "import", theirs, "--into", spec, "--base", "1")
        self.assertEqual(merged["version"], 3)
        self.assertEqual(self.json_bw("spec", "show", spec)["source"], SECOND.replace("# Habit Calendar", "# My Calendar"))
        other = self.file("other.md", FIRST.replace("- rename a habit", "- never rename a habit"))
        said = self.refused("import", other, "--into", spec, "--base", "1")
        self.assertIn("--take", said)
        self.assertIn("never rename", said)
        self.assertEqual(self.json_bw("spec", "show", spec)["version"], 3, "nothing is saved while a conflict is open")
        self.json_bw("spec", "import", other, "--into", spec, "--base", "1", "--take", "both")
        source = self.json_bw("spec", "show", spec)["source"]
        self.assertIn("- rename a habit at any time\n", source)
        self.assertIn("- never rename a habit\n", source)

    def test_deleting_can_be_taken_back(self):
        spec = self.imported()["spec"]
        copy = self.json_bw("spec", "duplicate", spec)
        self.assertEqual(copy["name"], "Habit Calendar (2)")
        self.assertEqual(self.json_bw("spec", "rename", copy["spec"], "Another")["name"], "Another")
        done = self.run_bw("spec", "delete", "Another")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("undelete", done.stderr)
        self.assertEqual([s["spec"] for s in self.lines_bw("spec", "list")], [spec])
        self.assertEqual([s["spec"] for s in self.lines_bw("spec", "list", "--deleted")], [copy["spec"]])
        self.refused("show", "Another")
        self.assertEqual(self.run_bw("spec", "undelete", copy["spec"]).returncode, 0)
        self.assertEqual(len(self.lines_bw("spec", "list")), 2)
        self.assertEqual([s["name"] for s in self.lines_bw("spec", "list", "--search", "KEPT AS")], ["Another", "Habit Calendar"])
        self.assertEqual(self.lines_bw("spec", "list", "--tier", "production"), [])

    def test_a_bwspec_carries_the_history(self):
        spec = self.imported()["spec"]
        self.json_bw("spec", "import", self.file("second.md", SECOND), "--into", spec)
        out = self.top / "habits.bwspec"
        self.json_bw("spec", "export", spec, "--out", out)
        whole = json.loads(out.read_text())
        self.assertEqual((whole["bwspec"], len(whole["versions"]), whole["spec"]["tier"]), (1, 2, "simple"))
        back = self.json_bw("spec", "import", out)
        self.assertNotEqual(back["spec"], spec)
        self.assertEqual(back["version"], 2)
        self.assertEqual(self.run_bw("spec", "export", f"{back['spec']}@1").stdout.strip(), FIRST.strip())
        checked = self.json_bw("spec", "check", out)
        self.assertEqual(len(checked["features"]), 3)
        for name, text, part in (("cut.bwspec", out.read_text()[:200], "JSON"),
                                 ("newer.bwspec", out.read_text().replace('"bwspec": 1', '"bwspec": 7'), "newer"),
                                 ("odd.bwspec", '{"bwspec":1,"versions":[{}]}', "versions[0]")):
            with self.subTest(name):
                said = self.refused("import", self.file(name, text))
                self.assertIn(name, said)
                self.assertIn(part, said)

    def test_the_other_form_holds_the_same(self):
        spec = self.imported()["spec"]
        out = self.top / "habits.xml"
        self.json_bw("spec", "export", spec, "--out", out)
        self.assertIn("<feature>add a habit</feature>", out.read_text())
        self.assertIn("kept as it is", out.read_text())
        checked = self.json_bw("spec", "check", out)
        self.assertEqual([f["text"] for f in checked["features"]], ["add a habit", "rename a habit"])

    def test_check_names_what_would_mend_it(self):
        path = self.file("odd.md", "# A\n## Features\n- one {#x}\n- two {#x}\n")
        found = self.json_bw("spec", "check", path)["diagnostics"]
        self.assertEqual([(d["key"], d["line"], d["level"]) for d in found], [("duplicate_id", 4, "warning")])
        self.assertEqual(found[0]["fixes"][0]["key"], "rename_id")
        self.assertIn("x-2", self.run_bw("spec", "check", path).stdout)

    def test_bad_input_is_said(self):
        spec = self.imported()["spec"]
        for args in (("burn",), ("show",), ("show", "nobody"), ("show", f"{spec}@9"), ("diff", spec), ("diff", spec, "7"),
                     ("restore", spec, "0"), ("restore", spec, "x"), ("rename", spec, " "), ("export", spec, "--format", "pdf"),
                     ("import", self.top / "nothere.md"), ("import", self.top), ("list", "--tier", "huge"),
                     ("list", "--project", "nobody"), ("undelete", spec),
                     ("import", self.file("empty.md", " \n")), ("import", self.file("odd.md", b"\xff\xfe\n")),
                     ("import", self.file("large.md", "x" * 4_000_001)),
                     ("import", self.file("a.md", FIRST), "--into", spec, "--base", "9")):
            with self.subTest(args):
                self.refused(*args)
        self.assertEqual(self.run_bw("spec", "export", spec, "--out", "/nowhere/x.md").returncode, 2)
        self.assertEqual(self.json_bw("spec", "show", spec)["version"], 1)

    def test_the_forecast_reads_the_library(self):
        spec = self.imported()["spec"]
        made = self.json_bw("forecast", "--spec", spec, "--model", "claude-opus-5-5")
        self.assertEqual(made["tier"], "simple")
        self.assertEqual(self.run_bw("forecast", "--spec", "nobody", "--model", "claude-opus-5-5").returncode, 2)
        # A file and a specification of the same name: nobody guesses.
        where = self.top / "here"
        where.mkdir()
        (where / spec).write_text(FIRST)
        both = self.run_bw("forecast", "--spec", spec, "--model", "claude-opus-5-5", cwd=where)
        self.assertEqual(both.returncode, 2, both.stdout)
        self.assertIn(f"./{spec}", both.stderr)

    @needs_sandbox
    def test_a_build_is_tied_to_its_version_and_the_owner_acts(self):
        path, model = SLOW[2], SLOW[4]
        spec = self.json_bw("spec", "import", path)["spec"]
        self.json_bw("spec", "import", self.file("next.md", SECOND), "--into", spec)
        build = self.json_bw("build", "--spec", f"{spec}@1", "--model", model, "--detach")["build"]
        created = self.events(build)[0]["payload"]
        self.assertEqual((created["spec"], created["spec_version"]), (spec, 1))
        # The build's process owns the directory now.
        self.json_bw("spec", "rename", spec, "While a build works")
        kept = self.imported(FIRST.replace("Habit", "Other"))
        self.assertEqual(self.json_bw("spec", "show", spec)["name"], "While a build works")
        self.assertEqual(self.json_bw("spec", "show", kept["spec"])["name"], "Other Calendar")
        self.refused("restore", spec, "9")
        self.run_bw("stop", build)
        self.wait_for("the end of the build", lambda: self.json_bw("show", build)["status"] == "cancelled")


if __name__ == "__main__":
    unittest.main()
