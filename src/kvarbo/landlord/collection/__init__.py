"""Inkasso: what the debt collection agency is given, what it tells, and what a person here decides about it."""
