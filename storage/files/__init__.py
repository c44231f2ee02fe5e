"""Files in and out: bytes to rows and problems, rows to bytes."""
