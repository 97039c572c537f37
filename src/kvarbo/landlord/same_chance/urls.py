"""Addresses of the same chance, below the room's own."""

from django.urls import path

from kvarbo.landlord.same_chance import pages

urlpatterns = [
    path("samma-chans/", pages.chances, name="chances"),
    path("samma-chans/rapport/", pages.chance_report, name="chance_report"),
    path("samma-chans/skal/", pages.chance_reason, name="chance_reason"),
    path("samma-chans/hamta/", pages.chance_file, name="chance_file"),
]
