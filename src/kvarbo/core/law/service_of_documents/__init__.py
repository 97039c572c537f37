"""Delgivningslagen (2010:1932): how a document is served, and when."""
