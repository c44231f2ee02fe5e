"""The whole program, started as an operator starts it, against a platform that listens on loopback."""
