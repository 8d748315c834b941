# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the functions of a C++ file and how many lines each has."""
import re

from sources import code, line_of

# A brace behind such a head opens something else than a function.
OTHER = re.compile(r"^\s*(?:template\s*<[^{]*>\s*)?(?:export\s+)?(?:inline\s+)?(?:typedef\s+)?"
                   r"(?:namespace|class|struct|union|enum|extern)\b(?![^{]*\)\s*(?:const|noexcept|override|final|->[^{]*)*\s*$)")
# A body that is one table: nothing but a returned list without a statement in it.
DATA = re.compile(r"\s*(?:static const [^;{]*|return\s*)\{[^;]*\};(?:\s*return \w+;)?\s*")
MACROS = re.compile(r"(?:\s*[A-Z][A-Z0-9_]+\([^()]*\)(?=\s*\n))+")
NAME = re.compile(r"([~\w:]+|operator\s*[^\s(]+)\s*\(")


def functions(text):
    """Yields (name, first line, number of lines, is data) of every function that is not inside another one; a lambda belongs to the
    function around it. Counted from the line where the head begins to the closing brace."""
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m[0]), code(text), flags=re.M)
    stack = []  # "scope", "function" or "other" for each open brace
    head = 0  # where the current declaration begins
    parens = 0
    begun = None
    for position, c in enumerate(text):
        if c == "(":
            parens += 1
        elif c == ")":
            parens -= 1
        elif c == "{":
            kind = "other"
            if "function" not in stack and "other" not in stack and parens == 0:
                # Macros such as Q_LOGGING_CATEGORY(…) end without a semicolon.
                skipped = MACROS.match(text, head, position)
                head = skipped.end() if skipped else head
                before = text[head:position]
                if re.match(OTHER, before):
                    kind = "scope"
                elif "(" in before and not _is_initialiser(text, before, position):
                    kind = "function"
                    name = NAME.search(before)
                    begun = (name[1] if name else "?", head + len(before) - len(before.lstrip()), position + 1)
            stack.append(kind)
            if kind == "scope":
                head = position + 1
        elif c == "}" and stack:
            kind = stack.pop()
            if kind == "function":
                first = line_of(text, begun[1])
                is_data = bool(DATA.fullmatch(text, begun[2], position))
                yield begun[0], first, line_of(text, position) - first + 1, is_data
            if kind in ("function", "scope"):
                head = position + 1
        elif c == ";" and parens == 0 and (not stack or stack[-1] == "scope"):
            head = position + 1
        elif c == ":" and stack and stack[-1] == "scope" and re.search(r"\b(public|private|protected|signals|slots)\s*$",
                                                                      text[head:position]):
            head = position + 1


def _is_initialiser(text, before, position):
    """`= {`, `name {` without a list of parameters, and the braces of a member in a constructor's list."""
    if before.rstrip().endswith(("=", ",", "return")):
        return True
    # Behind ") :" every "name {…}" that is followed by a comma or a brace initialises a member.
    if re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", before) and re.search(r"[\w>]\s*$", before):
        depth, here = 1, position + 1
        while depth and here < len(text):
            depth += {"{": 1, "}": -1}.get(text[here], 0)
            here += 1
        return bool(re.match(r"\s*[,{]", text[here:here + 200]))
    # `Type name {`: no parenthesis closes the head.
    return not re.search(r"\)\s*(?:const|noexcept|override|final|mutable|&&?|try|->[^;{]*|:(?!:)[^;]*|\s)*$", before)
