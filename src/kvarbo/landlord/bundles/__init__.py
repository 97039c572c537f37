"""Brevbuntar: letters to many at once, made in the background, printed as one file and posted together."""
