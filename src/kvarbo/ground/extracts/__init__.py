"""Logguppgift till den enskilde: who has looked at and changed what about somebody, in plain words."""
