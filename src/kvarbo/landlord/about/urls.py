"""Addresses of Rummets uppgifter."""

from django.urls import path

from kvarbo.landlord.about import pages

urlpatterns = [
    path("rummet/", pages.about, name="about"),
    path("rummet/nummer/", pages.keep_help_contact, name="keep_help_contact"),
    path("rummet/nummer/ta-bort/", pages.remove_help_contact, name="remove_help_contact"),
    path("rummet/andamal/", pages.record_purpose, name="record_purpose"),
]
