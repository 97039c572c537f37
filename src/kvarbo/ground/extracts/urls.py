"""Addresses of Logguppgift; which request is asked for in the query, by an opaque id."""

from django.urls import path

from kvarbo.ground.extracts import pages

urlpatterns = [
    path("logguppgift/", pages.extracts, name="extracts"),
    path("logguppgift/papper/", pages.extract, name="extract"),
    path("logguppgift/ja/", pages.approve_extract, name="approve_extract"),
]
