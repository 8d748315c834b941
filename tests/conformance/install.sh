#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh BUILD_FOLDER: puts other people's clients, in pinned versions, into BUILD_FOLDER/conformance. Needs npm and its
# registry; the tests themselves need neither, and are skipped with a reason when this was not done.
set -eu
here=$(dirname "$(readlink -f "$0")")
to="$1/conformance"
mkdir -p "$to"
cmp -s "$here/package-lock.json" "$to/node_modules/.installed" && exit 0
cp "$here/package.json" "$here/package-lock.json" "$to/"
cd "$to"
npm ci --ignore-scripts --no-audit --no-fund
cp package-lock.json node_modules/.installed
