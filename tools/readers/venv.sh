#!/bin/sh
# Installs the programs of requirements.txt where the tests look for them: target/readers.
set -eu
cd "$(dirname "$0")/../.."
python3 -m venv target/readers
target/readers/bin/pip install --quiet --requirement tools/readers/requirements.txt
echo "cargo test --test all tools -- --nocapture"
