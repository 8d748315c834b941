# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that make promises: settings, variables of the environment, links."""
import pathlib
import re
import unittest

from sources import TOP, code, files, read, table

KINDS = {"Text": "text", "Choice": "choice", "Whole": "whole", "Money": "money", "Flag": "flag", "Hosts": "hosts",
         "Addresses": "addresses"}


def keys_of_the_code():
    """Rows as the table in docs/settings.md must have them, without the meaning."""
    text = read("core/account/settingkey.cpp")
    rows = re.findall(r'\{"([\w.]+)", (\w+), "([^"]*)", "([^"]*)", (nullptr|"\w+"), (true|false)\}', text)
    return {name: [KINDS[kind], standard, choices.replace("|", ", ").replace("..", " to "),
                   "" if variable == "nullptr" else f"`{variable[1:-1]}`", "yes" if project == "true" else "no"]
            for name, kind, standard, choices, variable, project in rows}


class Settings(unittest.TestCase):
    def test_every_key_is_described_as_it_is(self):
        described = {row[0].strip("`"): row[1:6] for row in table(read("docs/settings.md"), "key")}
        self.assertGreater(len(described), 10)
        self.assertEqual(described, keys_of_the_code())
        for row in table(read("docs/settings.md"), "key"):
            self.assertTrue(row[6], f"{row[0]} has no meaning")

    def test_every_variable_that_is_read_is_described(self):
        described = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", read("docs/settings.md")))
        for path in files("core", "app/cli"):
            text = code(read(path), keep_strings=True)
            for name in re.findall(r'(?:qgetenv|getenv|qEnvironmentVariable\w*|byVariable)\(\s*"([A-Z][A-Z0-9_]*)"', text):
                with self.subTest(f"{path}: {name}"):
                    self.assertIn(name, described)


class Links(unittest.TestCase):
    def test_relative_links_lead_somewhere(self):
        wrong = []
        for path in files("docs", "resources", "translations", suffixes=(".md",)) + [pathlib.Path("README.md"), pathlib.Path("CONTRIBUTING.md")]:
            if "recordings" in path.parts or "templates" in path.parts:
                continue
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", read(path)):
                if not (TOP / path.parent / target).exists():
                    wrong.append(f"{path}: {target}")
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
