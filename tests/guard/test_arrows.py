# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrows between rooms: docs/architecture.md, the CMake lists and the includes say the same."""
import functools
import re
import unittest

from sources import TOP, code, files, line_of, read, table

DOCUMENT = "docs/architecture.md"
COMMAND_LINE = set("base model store net account spec artifact agent build engine api usertext".split())
DESKTOP = COMMAND_LINE | {"claude"}
# What each folder of the window may include of the others, and of core. Every folder that is not named is a page.
DESKTOP_FOLDERS = {
    "models": (set(), DESKTOP),
    "widgets": (set(), {"base", "model", "usertext"}),
    "transcript": ({"widgets"}, {"base", "model", "usertext"}),
    "shell": ({"models", "widgets"}, DESKTOP),
}
# Headers that belong to one library; whoever includes them must have it in its row.
LIBRARY_HEADERS = {
    r"QSql\w*|QtSql/.*": "Qt6::Sql",
    r"Q(Network|Tcp|Ssl|Local(?!e)|Udp|Host|Http)\w*|QtNetwork/.*": "Qt6::Network",
    r"qt6keychain/.*": "Qt6Keychain::Qt6Keychain",
    r"quazip.*|quazip/.*": "QuaZip::QuaZip",
    r"archive(_entry)?\.h": "LibArchive::LibArchive",
    r"zlib\.h": "ZLIB::ZLIB",
    r"httplib\.h": "cpp-httplib",
    r"seccomp\.h": "PkgConfig::seccomp_library",
}
NEVER = r"QtGui/.*|QtWidgets/.*|QWidget|QApplication|QGuiApplication|QImage|QPixmap|QtWebEngine.*|QWebEngine.*|QOAuth.*|QtNetworkAuth/.*"


def rooms():
    return {row[0]: {"rooms": row[1].split(), "shown": row[2].split(), "hidden": row[3].split()}
            for row in table(read(DOCUMENT), "room")}


def cmake_arguments(room):
    text = re.sub(r"#.*", "", read(f"core/{room}/CMakeLists.txt"))
    call = re.search(r"bw_room\(NAME\s+(\w+)(.*?)\)", text, re.S)
    found, key = {"ROOMS": [], "LIBS": [], "PRIVATE_LIBS": [], "SOURCES": []}, None
    for word in call[2].split():
        if word in found:
            key = word
        elif key:
            found[key].append(word)
    # A variable stands for whatever is appended to it in this file.
    for key in ("LIBS", "PRIVATE_LIBS"):
        words = []
        for word in found[key]:
            name = re.fullmatch(r"\$\{(\w+)\}", word)
            if name:
                words += [w for value in re.findall(rf"set\({name[1]}([^)]*)\)", text) for w in value.split()]
            else:
                words.append(word)
        found[key] = words
    return found


@functools.cache
def includes(path):
    """(line, name, quoted) of every include."""
    text = code(read(path), keep_strings=True)
    return [(line_of(text, match.start()), match[1] or match[2], bool(match[1]))
            for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', text, re.M)]


class Arrows(unittest.TestCase):
    def setUp(self):
        self.rooms = rooms()

    def test_every_room_has_a_row_and_every_row_a_room(self):
        folders = {path.parent.name for path in (TOP / "core").glob("*/CMakeLists.txt")}
        self.assertEqual(folders, set(self.rooms))

    def test_arrows_point_at_rows_above(self):
        above = set()
        for room, row in self.rooms.items():
            self.assertLessEqual(set(row["rooms"]), above, f"{room} points at a room below its own")
            above.add(room)

    def test_cmake_lists_equal_the_table(self):
        for room, row in self.rooms.items():
            with self.subTest(room):
                given = cmake_arguments(room)
                self.assertEqual(set(given["ROOMS"]), set(row["rooms"]))
                self.assertEqual(set(given["LIBS"]), set(row["shown"]))
                self.assertEqual(set(given["PRIVATE_LIBS"]), set(row["hidden"]))

    def test_includes_follow_the_arrows(self):
        wrong = []
        owners = [(f"core/{room}", {room, *row["rooms"]}) for room, row in self.rooms.items()]
        owners += [("app/cli", COMMAND_LINE), ("app/sandboxd", set())]
        for folder, allowed in owners:
            for path in files(folder):
                for line, name, quoted in includes(path):
                    room = name.split("/")[0]
                    if quoted and "/" in name and room in self.rooms and room not in allowed:
                        wrong.append(f"{path}:{line}: {name}")
        self.assertEqual(wrong, [])

    def test_library_headers_follow_the_table(self):
        wrong = []
        for room, row in self.rooms.items():
            for path in files(f"core/{room}"):
                for line, name, quoted in includes(path):
                    for pattern, library in LIBRARY_HEADERS.items():
                        places = row["shown"] if path.suffix == ".h" else row["shown"] + row["hidden"]
                        # A private header of a room, one that no other room includes, may show a hidden library.
                        if path.suffix == ".h" and library in row["hidden"] and not self.included_elsewhere(room, path):
                            places = places + [library]
                        if not quoted and re.fullmatch(pattern, name) and library not in places:
                            wrong.append(f"{path}:{line}: <{name}> needs {library} in the row of {room}")
        self.assertEqual(wrong, [])

    def included_elsewhere(self, room, path):
        name = str(path.relative_to("core"))
        return any(found == name for folder in ("core", "app") for other in files(folder)
                   if not str(other).startswith(f"core/{room}/") for _, found, _ in includes(other))

    def test_nothing_of_a_screen_in_core_or_command_line(self):
        wrong = [f"{path}:{line}: <{name}>" for path in files("core", "app/cli", "app/sandboxd")
                 for line, name, _ in includes(path) if re.fullmatch(NEVER, name)]
        self.assertEqual(wrong, [])

    def test_folders_of_the_window_follow_their_table(self):
        wrong = []
        folders = {path.name for path in (TOP / "app/desktop").iterdir() if path.is_dir()}
        for folder in folders:
            others, rooms = DESKTOP_FOLDERS.get(folder, (folders, DESKTOP))
            for path in files(f"app/desktop/{folder}"):
                for line, name, quoted in includes(path):
                    first = name.split("/")[0]
                    if quoted and "/" in name and first not in {folder} | others | rooms:
                        wrong.append(f"{path}:{line}: {name}")
        self.assertEqual(wrong, [])

    def test_models_of_the_window_have_no_screen(self):
        wrong = [f"{path}:{line}: <{name}>" for path in files("app/desktop/models")
                 for line, name, _ in includes(path) if re.fullmatch(NEVER, name)]
        self.assertEqual(wrong, [])

    def test_the_daemon_has_no_qt(self):
        wrong = [f"{path}:{line}: <{name}>" for path in files("app/sandboxd")
                 for line, name, _ in includes(path) if re.match(r"Q[A-Z]|Qt", name)]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
