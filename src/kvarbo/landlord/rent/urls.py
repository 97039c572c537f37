"""Addresses of Filer."""

from django.urls import path

from kvarbo.landlord.rent import pages

urlpatterns = [
    path("filer/", pages.files, name="files"),
    path("filer/<uuid:received>/", pages.file, name="file"),
    path("filer/<uuid:received>/kolumner/", pages.file_mapping, name="file_mapping"),
    path("filer/<uuid:received>/las-in/", pages.file_accept, name="file_accept"),
    path("filer/<uuid:received>/ta-bort/", pages.file_discard, name="file_discard"),
    path("filer/<uuid:received>/fel.csv", pages.file_errors, name="file_errors"),
]
