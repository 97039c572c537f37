"""Socialtjänstlagen (2025:400) and socialtjänstförordningen (2025:468)."""
