"""Nödöppning: opening what is not one's own for an hour, with a reason, seen and reviewed."""
