"""Äldre lag: paragraphs that have moved, and which of them was in force on a day."""
