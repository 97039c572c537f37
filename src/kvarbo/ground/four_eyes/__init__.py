"""Två personer: what one may ask for and only another may decide."""
