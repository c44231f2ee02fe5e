"""Tests: conversations first, then rules, formats, the outbox, faults."""
