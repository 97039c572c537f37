"""Addresses of Nödöppning."""

from django.urls import path

from kvarbo.ground.break_glass import pages

urlpatterns = [
    path("nodoppna/", pages.break_glass, name="break_glass"),
    path("nodoppna/stang/", pages.break_glass_close, name="break_glass_close"),
    path("nodoppningar/", pages.openings_page, name="openings"),
    path("nodoppningar/granska/", pages.opening_review, name="opening_review"),
]
