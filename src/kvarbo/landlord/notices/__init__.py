"""Beslut om ett avtal: notices of termination and what goes with them, from the decision to how it ended."""
