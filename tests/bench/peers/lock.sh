#!/bin/sh
# Renews the peers' lock files (needs uv).
cd "$(dirname "$0")/../../.." || exit 1
for peer in aiogram ptb ptb_broadcast ptb_more; do
    uv pip compile "tests/bench/peers/$peer.in" --universal --python-version 3.11 --upgrade --generate-hashes \
        --no-emit-index-url --no-header --quiet -o "tests/bench/peers/$peer.txt"
done
