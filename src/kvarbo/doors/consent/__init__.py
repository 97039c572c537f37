"""Samtycke: what a person lets the room tell or fetch, and whether it still holds."""
