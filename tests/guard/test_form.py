# SPDX-License-Identifier: GPL-3.0-or-later
"""Form: clang-format, the licence line, what lies at the top, shell scripts that parse."""
import os
import shutil
import subprocess
import unittest

from sources import SKIPPED, TOP, files, read

AT_TOP = {"CMakeLists.txt", "CMakePresets.json", "app", "core", "resources", "translations", "packaging", "tests", "docs",
          "README.md", "CONTRIBUTING.md", "LICENSE"}
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def scripts():
    """Executables without a suffix: they begin with the name of their interpreter."""
    found = []
    for folder in ("packaging", ".ci", "tests"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.is_file() and not path.suffix and not SKIPPED & set(path.parts) and path.read_bytes()[:2] == b"#!":
                found.append(path.relative_to(TOP))
    return found


class Form(unittest.TestCase):
    def test_cpp_files_are_in_form(self):
        program = shutil.which("clang-format")
        self.assertTrue(program, "clang-format is missing: packaging/setup installs it")
        paths = [str(TOP / path) for path in files("core", "app", "tests", "packaging")]
        half = [paths[i::os.cpu_count() or 1] for i in range(os.cpu_count() or 1)]
        running = [subprocess.Popen([program, "--dry-run", "--Werror", *part], stderr=subprocess.PIPE, text=True) for part in half]
        complaints = [line for child in running for line in child.communicate()[1].splitlines() if "error:" in line]
        self.assertEqual(sorted({line.split(":")[0] for line in complaints}), [])

    def test_every_source_names_its_licence_first(self):
        sources = files("core", "app", "tests", "packaging", suffixes=(".cpp", ".h", ".py", ".cmake", ".sh"))
        sources += files("resources", suffixes=(".sql", ".py"))
        sources += [p.relative_to(TOP) for folder in ("core", "app", "tests") for p in (TOP / folder).rglob("CMakeLists.txt")]
        wrong = [str(path) for path in sources + scripts()
                 if LICENCE not in "\n".join(read(path).split("\n", 2)[:2 if read(path).startswith("#!") else 1])]
        self.assertEqual(wrong, [])

    def test_top_level_holds_only_what_belongs_there(self):
        names = {path.name for path in TOP.iterdir() if not path.name.startswith(".")} - {"build", "CMakeUserPresets.json"}
        self.assertEqual(names - AT_TOP, set())
        self.assertEqual(AT_TOP - names, set())

    def test_shell_scripts_parse(self):
        wrong = []
        for path in scripts() + [p.relative_to(TOP) for p in (TOP / "packaging").glob("*.sh")]:
            first = read(path).split("\n", 1)[0]
            if "python" not in first and subprocess.run(["bash", "-n", str(TOP / path)]).returncode != 0:
                wrong.append(str(path))
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
