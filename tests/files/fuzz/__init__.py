"""Fuzzing of the parsers, by hand: any bytes give questions or one refusal, and soon."""
