"""The faults that reliability promises to survive, each tried as often as the table says: `python -m tests.faults`."""
