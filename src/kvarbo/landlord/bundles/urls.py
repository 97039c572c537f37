"""Addresses of bundles of letters: opaque ids, nothing about anybody."""

from django.urls import path

from kvarbo.landlord.bundles import bundle_pages, pages

urlpatterns = [
    path("brevbuntar/", bundle_pages.letter_bundles, name="letter_bundles"),
    path("brevbuntar/ny/", pages.letter_bulk, name="letter_bulk"),
    path("brevbuntar/bunt/", bundle_pages.letter_bundle, name="letter_bundle"),
    path("brevbuntar/bunt/utskriftsfil/", bundle_pages.letter_bundle_file, name="letter_bundle_file"),
]
