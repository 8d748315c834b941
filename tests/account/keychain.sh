#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# keychain.sh PROGRAM: runs it in a session bus of its own, with a home of its own and an unlocked, empty keyring.
# 77 (skipped), with the reason, where that cannot be had.
for tool in dbus-run-session gnome-keyring-daemon busctl; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
HOME=$(mktemp -d) || exit 1
trap 'rm -rf "$HOME"' EXIT
XDG_RUNTIME_DIR=$HOME/run XDG_DATA_HOME=$HOME/share XDG_CONFIG_HOME=$HOME/config XDG_CACHE_HOME=$HOME/cache
export HOME XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
# The empty password is one newline; no bytes at all would start a prompter.
dbus-run-session -- sh -c '
  echo | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || { echo "skipped: the keyring does not start"; exit 77; }
  tries=0
  until busctl --user --no-pager status org.freedesktop.secrets >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt 50 ] || { echo "skipped: the keyring does not answer"; exit 77; }
    sleep 0.1
  done
  "$1"' sh "$1"
