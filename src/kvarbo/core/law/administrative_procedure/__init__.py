"""Förvaltningslagen (2017:900): how an authority handles a matter."""
