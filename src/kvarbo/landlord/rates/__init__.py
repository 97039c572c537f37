"""Referensräntor: what Riksbanken has set for half-years that Kvarbo's own values do not hold yet."""
