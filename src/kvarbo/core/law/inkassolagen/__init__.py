"""Inkassolagen (1974:182): how a debt is demanded."""
