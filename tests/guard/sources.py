# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guard tests share: the files of the tree, C++ without comments, and Markdown tables."""
import functools
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = {".git", "build", "node_modules", "__pycache__"}


@functools.cache
def files(*folders, suffixes=(".cpp", ".h")):
    """Paths below the folders, relative to the top, in order."""
    found = []
    for folder in folders:
        for path in sorted((TOP / folder).rglob("*")):
            if path.is_file() and path.suffix in suffixes and not SKIPPED & set(path.relative_to(TOP).parts):
                found.append(path.relative_to(TOP))
    return found


@functools.cache
def read(path):
    return (TOP / path).read_text(encoding="utf-8")


TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^()\\ ]*)\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-zA-Z])(?:u8|u|U|L)?'(?:\\.|[^'\\\n])+')",
    re.S)


def _blank(text):
    return "".join(c if c == "\n" else " " for c in text)


def code(text, keep_strings=False):
    """C++ with comments (and the inside of literals) made blank; lines and columns stay where they are."""
    def change(match):
        if match["comment"]:
            return _blank(match[0])
        if keep_strings:
            return match[0]
        return '"' + _blank(match[0][1:-1]) + '"' if len(match[0]) > 1 else match[0]
    return TOKEN.sub(change, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def table(text, heading):
    """Rows of the first Markdown table whose first column has this heading: lists of cells."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("|") and line.strip("| ").split("|")[0].strip() == heading:
            next(lines)
            rows = []
            for row in lines:
                if not row.startswith("|"):
                    return rows
                rows.append([cell.strip() for cell in row.strip()[1:-1].split("|")])
            return rows
    raise AssertionError(f"no table with a first column {heading!r}")
