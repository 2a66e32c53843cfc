#!/usr/bin/env bash
# Make .venv from the hash-pinned lock and see that the system libraries are there. Quick when nothing changed.
#   setup/install.sh        what it takes to run Debrief
#   setup/install.sh dev    and what it takes to check and test it
set -euo pipefail
cd "$(dirname "$0")/.."

lock=setup/requirements.lock
[ "${1:-}" = dev ] && lock=setup/requirements-dev.lock

say() { printf '%s\n' "$*" >&2; }
stop() { say "debrief set-up: $*"; exit 1; }

find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$name"; return
    fi
  done
  stop "Python 3.11, 3.12 or 3.13 with venv is needed (Debian and Ubuntu: apt-get install python3 python3-venv)."
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi; }

missing_libraries() {
  .venv/bin/python - <<'PY'
import ctypes.util, ctypes, sys
wanted = {"libpango-1.0-0": ("pango-1.0", "libpango-1.0.so.0"), "libpangoft2-1.0-0": ("pangoft2-1.0", "libpangoft2-1.0.so.0"),
          "libharfbuzz-subset0": ("harfbuzz-subset", "libharfbuzz-subset.so.0")}
def loads(short, soname):
    for name in (soname, ctypes.util.find_library(short)):
        try:
            if name: ctypes.CDLL(name); return True
        except OSError: pass
    return False
print(" ".join(package for package, names in wanted.items() if not loads(*names)))
PY
}

install_libraries() {
  local missing; missing=$(missing_libraries)
  [ -z "$missing" ] && return
  say "Installing system libraries: $missing"
  if command -v apt-get >/dev/null; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
      stop "could not install them. Run as root: apt-get install $missing"
  elif command -v brew >/dev/null; then
    brew install --quiet pango harfbuzz >/dev/null || stop "could not install them. Run: brew install pango harfbuzz"
  else
    stop "these libraries are missing and neither apt-get nor brew is here to install them: Pango, PangoFT2 and HarfBuzz's subset library (Fedora: dnf install pango harfbuzz; Arch: pacman -S pango harfbuzz; Alpine: apk add pango harfbuzz-subset)."
  fi
  missing=$(missing_libraries)
  [ -z "$missing" ] || stop "still missing after the installation: $missing"
}

only() { awk -v want="$1==" 'index($0, want) == 1 {on = 1} on {print} on && !/\\$/ {exit}' "$lock"; }

# By Python, which is there: the programs that hash are named differently from system to system.
stamp_of() { cat "$1" pyproject.toml | .venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }

install_packages() {
  local stamp; stamp=$(stamp_of "$lock")
  [ "$(cat .venv/installed 2>/dev/null)" = "$stamp" ] && return
  # What was installed with the larger lock is good for the smaller one too.
  if [ "$lock" = setup/requirements.lock ] && [ "$(cat .venv/installed 2>/dev/null)" = "$(stamp_of setup/requirements-dev.lock)" ]; then return; fi
  say "Installing Python packages into .venv"
  only uv > .venv/uv.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock
  if ! UV_SYSTEM_CERTS=1 .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock" 2> .venv/uv.log; then
    # uv reads neither pip's configuration nor its index: where that is what the machine has, pip does it, slower.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
      { cat .venv/uv.log >&2; stop "the Python packages could not be installed (see above)."; }
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
  printf '%s\n' "$stamp" > .venv/installed
}

python=$(find_python)
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  rm -rf .venv
  "$python" -m venv .venv
fi
install_libraries
install_packages
