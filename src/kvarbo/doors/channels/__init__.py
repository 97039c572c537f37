"""Kanaler: every way by which a person's data show or leave a room, and the tests that hold it to a withdrawal."""
