# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that may stand in one place only: SQL, the network's classes, texts for people, paths of a machine."""
import re
import subprocess
import unittest

from sources import TOP, code, files, line_of, read

SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TEMP )?(TABLE|INDEX|VIRTUAL)"
                 r"|DROP TABLE|PRAGMA \w+)\b", re.S)
# Names of tables and pragmas cannot be bound. They come from constant lists in these files; the list may only shrink.
NAMES_OF_TABLES = {"core/store/connection.cpp", "core/store/removal.cpp", "core/store/tablecompare.cpp",
                   "core/store/tablerebuild.cpp"}
# The version of a schema is a number that PRAGMA takes in no other form.
NUMBERS = {"core/store/migrator.cpp"}
# Question marks for a list of values whose number is not known before.
MARKS = re.compile(r"\s*\+\s*marks\.join\(")
LITERAL = re.compile(r'(?:u8|u|L)?"((?:\\.|[^"\\\n])*)"(?:_s|_L1|_ba)?')
MACHINE = re.compile(r"(?<![\w.~$}])/(root|work|Users)/[\w.]|/home/(?!user\b|me\b|agent\b|person\b)[\w.]+")


def literals(text):
    """(position, text, what follows) of each literal; adjacent ones are one."""
    text = code(text, keep_strings=True)
    position = 0
    while match := LITERAL.search(text, position):
        begin, whole = match.start(), match[1]
        position = match.end()
        while more := re.compile(r"\s*" + LITERAL.pattern).match(text, position):
            whole += more[1]
            position = more.end()
        yield begin, whole, text[position:position + 40]


def committed():
    """Every file that belongs to the tree, tracked or about to be."""
    done = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"], cwd=TOP,
                          stdout=subprocess.PIPE, text=True)
    if done.returncode == 0:
        return [name for name in done.stdout.split("\0") if name and (TOP / name).is_file()]
    return [str(p) for p in files(".", suffixes=(".cpp", ".h", ".py", ".md", ".txt", ".json", ".cmake", ".sh", ""))]


class Sql(unittest.TestCase):
    def test_stands_in_store_only(self):
        wrong = [f"{path}:{line_of(read(path), at)}: {text[:60]}" for path in files("core", "app")
                 if path.parts[:2] != ("core", "store") for at, text, _ in literals(read(path)) if SQL.search(text)]
        self.assertEqual(wrong, [])

    def test_values_are_bound(self):
        wrong = []
        for path in files("core/store"):
            for at, text, behind in literals(read(path)):
                where = f"{path}:{line_of(read(path), at)}: …{text[-50:]}"
                statement = SQL.search(text) or re.search(r"\b(WHERE|VALUES|AND|ORDER BY|LIMIT|SET)\b", text)
                if not statement:
                    continue
                if re.search(r"%\d", text) and str(path) not in NUMBERS:
                    wrong.append(where + " takes a value by %1")
                joined = re.match(r"\s*\+\s*(?!u?\")", behind)
                if joined and not MARKS.match(behind) and re.search(r"(=|<|>|\(|,|'|\b(LIKE|IN|MATCH|LIMIT|OFFSET|VALUES|BETWEEN))\s*$", text):
                    wrong.append(where + " takes a value by +")
                if joined and re.search(r"\b(FROM|INTO|UPDATE|TABLE|PRAGMA)\s+(temp\.)?$", text) and str(path) not in NAMES_OF_TABLES:
                    wrong.append(where + " takes the name of a table by +")
        self.assertEqual(wrong, [])

    def test_the_rule_finds_what_it_should(self):
        text = 'run(u"SELECT a FROM b "\n    u"WHERE c = "_s + value);'
        self.assertEqual([(t, b[:3]) for _, t, b in literals(text)], [("SELECT a FROM b WHERE c = ", " + ")])
        self.assertTrue(SQL.search("DELETE FROM x WHERE y = ?"))
        self.assertFalse(SQL.search("select a file from the list"))


class Places(unittest.TestCase):
    def found(self, pattern, folders, outside):
        return [f"{path}:{line_of(text, match.start())}: {match[0]}" for path in files(*folders)
                if not str(path).startswith(outside) for text in [code(read(path))] for match in re.finditer(pattern, text)]

    def test_network_access_manager_is_used_in_net_only(self):
        self.assertEqual(self.found(r"\bQNetworkAccessManager\b", ("core", "app"), "core/net/"), [])

    def test_core_translates_in_usertext_only(self):
        self.assertEqual(self.found(r"\b(tr|trUtf8|translate|qtTrId)\s*\(|\bQT_TR\w*|\bQ_DECLARE_TR\w*", ("core",), "core/usertext/"), [])

    def test_switches_of_usertext_have_no_default(self):
        self.assertEqual(self.found(r"\bdefault\s*:", ("core/usertext",), "-"), [])

    def test_processes_are_not_started_by_shells(self):
        self.assertEqual(self.found(r"\bstd::system\s*\(|\bpopen\s*\(|(?<![:.\w>])system\s*\(", ("core", "app"), "-"), [])


class Committed(unittest.TestCase):
    def test_no_path_of_a_machine(self):
        wrong = []
        for name in committed():
            # The probes of the sandbox reach for such paths, to find that they cannot.
            if name in ("LICENSE", "tests/sandbox/escapeprobes.cpp") or name.startswith("tests/guard/"):
                continue
            try:
                text = (TOP / name).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            wrong += [f"{name}:{line_of(text, match.start())}: {match[0]}" for match in MACHINE.finditer(text)]
        self.assertEqual(wrong, [])

    def test_no_secret(self):
        wrong = []
        pattern = re.compile(r"sk-ant-(api|oat|sid)\d\d-[\w-]{40,}|e2b_[0-9a-f]{40}|-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY|ghp_\w{36}")
        for name in committed():
            text = (TOP / name).read_bytes().decode("utf-8", "replace")
            wrong += [f"{name}:{line_of(text, match.start())}" for match in pattern.finditer(text)]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
