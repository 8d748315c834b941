# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts beside this file share. Sourced, never run.

bw_packaging=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
bw_top=$(dirname -- "$bw_packaging")
bw_cache=${XDG_CACHE_HOME:-$HOME/.cache}/buildwright
bw_suite=trixie
# Counted up when the way a root is made changes, so that older ones are not taken for good.
bw_form=1

bw_say() { printf 'buildwright: %s\n' "$*" >&2; }
bw_fail() {
  bw_say "$@"
  exit 1
}

# Fills bw_list with the packages of packages.txt.
bw_read_packages() {
  local line word
  bw_list=()
  while read -r line || [ -n "$line" ]; do
    line=${line%%#*}
    for word in $line; do bw_list+=("$word"); done
  done <"$bw_packaging/packages.txt"
}

# True where the packages are installed with apt directly: inside a private root, and on Debian 13 or newer.
bw_is_direct() {
  [ ! -s /etc/buildwright-root ] || return 0
  local ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  [ ! -r /etc/os-release ] || . /etc/os-release
  # Debian's testing and unstable have no VERSION_ID.
  [ "$ID" = debian ] && [ "${VERSION_ID:-99}" -ge 13 ] 2>/dev/null
}

# Sets bw_root to the folder of the private root that belongs to the list.
bw_find_root() {
  local sum
  bw_read_packages
  sum=$(printf '%s\n' "$bw_form" "$bw_suite" "${bw_list[@]}" | sha256sum)
  bw_root=$bw_cache/root-${sum:0:12}
}

# The environment for building and testing: the tools of the system alone, whatever the caller's PATH puts in front of them.
bw_system_tools() {
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  unset LD_LIBRARY_PATH LD_PRELOAD PYTHONHOME PYTHONPATH CC CXX CFLAGS CXXFLAGS LDFLAGS CMAKE_GENERATOR
  # Objects are shared between build trees of one checkout and between checkouts.
  export CCACHE_BASEDIR=$bw_top CCACHE_NOHASHDIR=1
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
}

# bw_inside CMD…: runs CMD with the installed tools and nothing else in front of them; its output goes to standard error.
bw_inside() {
  (
    bw_system_tools
    "$bw_packaging/enter" "$@"
  ) </dev/null >&2
}

# bw_configure PRESET: makes the tree build/PRESET ready to be built. Another root may have other versions of everything, so a
# tree begins anew there.
bw_configure() {
  local preset=$1 tree=$bw_top/build/$1 root
  root=$(bw_identity)
  if [ -e "$tree/build.ninja" ] && [ "$(cat "$tree/.root" 2>/dev/null)" = "$root" ] &&
    [ ! "$bw_top/CMakePresets.json" -nt "$tree/.root" ]; then
    return 0
  fi
  # Apart from cmake, so that a mirror that is out of reach is not told as a fault of the configuration.
  "$bw_packaging/setup" </dev/null >&2 ||
    bw_fail "the packages could not be installed; the lines above say why. Run the same again: what is there is kept"
  bw_say "configuring $preset"
  mkdir -p "$tree"
  if ! bw_inside cmake --preset "$preset" -S "$bw_top" --fresh 2>"$tree/.configure.log"; then
    cat "$tree/.configure.log" >&2
    bw_fail "cmake could not configure $preset"
  fi
  printf '%s\n' "$root" >"$tree/.root"
}

# bw_build PRESET [TARGET…]: configures where that is needed, and builds. One build of a tree at a time.
bw_build() {
  local preset=$1 tree=$bw_top/build/$1 status=0
  shift
  mkdir -p "$tree"
  exec {bw_build_lock}>"$tree/.lock"
  flock -n "$bw_build_lock" || { bw_say "another build of $preset is running, waiting for it" && flock "$bw_build_lock"; }
  bw_configure "$preset"
  bw_say "building $preset"
  bw_ninja "$tree" "$@" || status=$?
  exec {bw_build_lock}>&-
  [ $status = 0 ] || bw_fail "the build of $preset failed"
}

# Ninja shows its one moving line on a terminal. Elsewhere: a line for every fiftieth step, and everything that is no step.
bw_ninja() {
  if [ -t 2 ]; then
    bw_inside ninja -C "$@"
  else
    bw_inside ninja -C "$@" 2>&1 | awk '
      /^\[[0-9]+\/[0-9]+\] / { split($1, step, /[][\/]/); if (step[2] % 50 == 0 || step[2] == step[3]) print; fflush(); next }
      /^ninja: (Entering|no work)/ { next }
      { print; fflush() }' >&2
  fi
}

# What tells one set of tools from another.
bw_identity() {
  if bw_is_direct; then
    sha256sum </etc/os-release
  else
    bw_find_root && basename -- "$bw_root"
  fi
}
