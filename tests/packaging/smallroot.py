# SPDX-License-Identifier: GPL-3.0-or-later
"""A private root that holds a handful of programs, copied out of this system, in place of the one that packaging/setup makes."""
import pathlib
import re
import shutil
import subprocess


def _copy(path, root):
    """The file under its own name; what the name links to on the way is followed."""
    target = root / path.relative_to("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copy2(path, target)


def make(root, programs, more=()):
    """root: where; programs: absolute paths, copied with the libraries they load; more: files copied as they are."""
    root.mkdir(parents=True)
    for name in ("bin", "lib", "lib64", "sbin"):
        if pathlib.Path("/", name).is_symlink():
            (root / name).symlink_to(pathlib.Path("/", name).readlink())
            (root / "usr" / name).mkdir(parents=True, exist_ok=True)
    for folder in ("dev", "proc", "sys", "run", "tmp", "etc", "var/tmp", "usr/share"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for program in [*programs, *more]:
        listed = subprocess.run(["ldd", str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        for library in re.findall(r"(/\S+\.so\S*)", listed):
            _copy(pathlib.Path(library), root)
        if not str(program).startswith(("/tmp", "/home", "/work")):
            _copy(pathlib.Path(program), root)
    locale = pathlib.Path("/usr/lib/locale/C.utf8")
    if locale.is_dir():
        shutil.copytree(locale, root / locale.relative_to("/"))
    (root / "etc/buildwright-root").write_text("private root of Buildwright\n")
