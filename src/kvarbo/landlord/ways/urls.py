"""Addresses of the ways of working, below the room's own."""

from django.urls import path

from kvarbo.landlord.ways import pages, trial_pages

urlpatterns = [
    path("arbetssatt/", pages.ways, name="ways"),
    path("arbetssatt/kopior/", pages.way_drafts, name="way_drafts"),
    path("arbetssatt/kopia/", pages.way_draft, name="way_draft"),
    path("arbetssatt/tillbaka/", pages.way_take_back, name="way_take_back"),
    path("arbetssatt/prova/", trial_pages.way_try, name="way_try"),
    path("arbetssatt/prov/", trial_pages.way_trial, name="way_trial"),
]
