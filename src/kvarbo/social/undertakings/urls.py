"""Addresses of terminations for unpaid rent, the board's undertaking, and the rights to sign."""

from django.urls import path

from kvarbo.social.undertakings import pages

urlpatterns = [
    path("arende/<uuid:matter>/hyran/", pages.terminations, name="terminations"),
    path("arende/<uuid:matter>/hyran/uppgifter/", pages.termination_facts, name="termination_facts"),
    path("arende/<uuid:matter>/hyran/atagande/", pages.undertaking_give, name="undertaking_give"),
    path("ratt-att-skriva-under/", pages.signing_rights, name="signing_rights"),
    path("ratt-att-skriva-under/avsluta/", pages.signing_right_end, name="signing_right_end"),
]
