"""Addresses of Kontakter, Besök, Dagens runda and Någon kan fara illa."""

from django.urls import path

from kvarbo.social.contacts import harm_pages, pages

urlpatterns = [
    path("arende/<uuid:matter>/kontakter/", pages.contacts, name="contacts"),
    path("arende/<uuid:matter>/kontakter/skriv/", pages.contact_add, name="contact_add"),
    path("arende/<uuid:matter>/kontakter/far-inte-veta/", pages.contact_not_told, name="contact_not_told"),
    path("arende/<uuid:matter>/besok/", pages.visits_in, name="visits"),
    path("arende/<uuid:matter>/besok/planera/", pages.visit_plan, name="visit_plan"),
    path("arende/<uuid:matter>/besok/ut/", pages.visit_out, name="visit_out"),
    path("arende/<uuid:matter>/besok/in/", pages.visit_back, name="visit_back"),
    path("arende/<uuid:matter>/besok/gick/", pages.visit_outcome, name="visit_outcome"),
    path("arende/<uuid:matter>/besok/stall-in/", pages.visit_cancel, name="visit_cancel"),
    path("dagens-runda/", pages.visit_round, name="visit_round"),
    path("nagon-kan-fara-illa/", harm_pages.harm, name="harm"),
    path("nagon-kan-fara-illa/nummer/", harm_pages.keep_help_contact, name="keep_help_contact"),
    path("nagon-kan-fara-illa/nummer/ta-bort/", harm_pages.remove_help_contact, name="remove_help_contact"),
]
