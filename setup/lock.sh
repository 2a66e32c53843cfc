#!/usr/bin/env bash
# Renew the two hash-pinned locks from pyproject.toml. Needs uv in the virtual environment (it is in the dev lock).
# No index address is written: whoever installs uses the index that their own pip is set up for.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
uv="${UV:-.venv/bin/uv}"
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet "$@")
"$uv" pip compile pyproject.toml --extra dev "${options[@]}" --output-file setup/requirements-dev.lock
"$uv" pip compile pyproject.toml --extra build --constraints setup/requirements-dev.lock "${options[@]}" \
  --output-file setup/requirements.lock
