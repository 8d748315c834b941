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
  [ ! -e /etc/buildwright-root ] || return 0
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
