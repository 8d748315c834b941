# SPDX-License-Identifier: GPL-3.0-or-later
"""No file over 400 lines, no function over 60. What is larger stands in sizes.txt, which may only shrink."""
import functools
import pathlib
import unittest

from functions import functions
from sources import files, read

FILE_LINES, FUNCTION_LINES = 400, 60
CODE = (".cpp", ".h", ".py", ".sh", ".cmake", ".sql", ".js")


@functools.cache
def too_large():
    found = {}
    for path in files("core", "app", "tests", "resources", "packaging", suffixes=CODE):
        text = read(path)
        if text.count("\n") > FILE_LINES:
            found[str(path)] = text.count("\n")
        if path.suffix in (".cpp", ".h"):
            for name, _, lines, is_data in functions(text):
                # Tables are data, and so are those of Qt Test.
                if lines > FUNCTION_LINES and not is_data and not name.endswith("_data"):
                    key = f"{path}:{name}"
                    found[key] = max(lines, found.get(key, 0))
    return found


def allowed():
    lines = pathlib.Path(__file__).with_name("sizes.txt").read_text(encoding="utf-8").splitlines()
    return {name: int(lines) for name, lines in (line.split() for line in lines if line and not line.startswith("#"))}


class Sizes(unittest.TestCase):
    def test_nothing_new_is_too_large(self):
        limits = allowed()
        wrong = [f"{name}: {lines} lines" for name, lines in too_large().items() if lines > limits.get(name, 0)]
        self.assertEqual(wrong, [])

    def test_the_list_only_shrinks(self):
        found = too_large()
        stale = [f"{name} has {found.get(name, 'few enough')} lines now: lower or remove its line in sizes.txt"
                 for name, lines in allowed().items() if found.get(name, 0) < lines]
        self.assertEqual(stale, [])


class Counter(unittest.TestCase):
    """The counter itself."""

    def names(self, text):
        return [(name, lines) for name, _, lines, _ in functions(text)]

    def test_counts_from_head_to_brace(self):
        self.assertEqual(self.names("int f(int a,\n      int b)\n{\n    return a;\n}\n"), [("f", 5)])

    def test_braces_in_texts_and_comments_do_not_count(self):
        self.assertEqual(self.names('void f()\n{\n    g("}"); // }\n    h(R"(})"); /* } */\n    k(\'}\');\n}\n'), [("f", 6)])

    def test_members_and_lambdas_belong_to_their_function(self):
        text = "A::A(int x)\n    : m_a {x}\n    , m_b([] { return 1; })\n{\n    auto l = [] {\n        return 2;\n    };\n}\n"
        self.assertEqual(self.names(text), [("A::A", 8)])

    def test_classes_namespaces_and_tables_are_no_functions(self):
        text = ("namespace a\n{\nconst int t[] = {\n    f(1),\n    2,\n};\nclass B\n{\npublic:\n    int g() const { return 1; }\n"
                "    struct C { int x = 0; };\n};\nenum class E { X };\n}\n")
        self.assertEqual(self.names(text), [("g", 1)])

    def test_templates_and_struct_returns_are_functions(self):
        self.assertEqual(self.names("template <typename T>\nT f(T t)\n{\n    return t;\n}\n"), [("f", 5)])
        self.assertEqual(self.names("struct stat g(int x)\n{\n    return h(x);\n}\n"), [("g", 4)])

    def test_a_table_is_data_and_code_is_not(self):
        tables = "L f()\n{\n    return {\n        {1, a({2})},\n    };\n}\nL g()\n{\n    static const L l {1, [] { return 2; }};\n    return l;\n}\n"
        self.assertEqual([data for *_, data in functions(tables)], [True, False])


if __name__ == "__main__":
    unittest.main()
