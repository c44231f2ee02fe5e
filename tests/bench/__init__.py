"""The figures of docs/performance.md: ours and the peers side by side in one run (`make bench`)."""
