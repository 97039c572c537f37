"""Någon kan fara illa: whom to call and what to say; each kind of room keeps its own numbers and adds its own words."""
