"""Jordabalken (1970:994), chapter 12: tenancy (hyra)."""
