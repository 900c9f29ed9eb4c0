#!/bin/sh
# Installs what `cargo bench --bench queries` compares with, where it looks for it: target/peers. Xapian's Python module
# is a system package (python3-xapian), as is ripgrep.
set -eu
cd "$(dirname "$0")/../.."
/usr/bin/python3 -m venv --system-site-packages target/peers
target/peers/bin/pip install --quiet --requirement tools/peers/requirements.txt
echo "cargo bench --bench queries"
