"""Addresses of the eviction times in a matter."""

from django.urls import path

from kvarbo.social.evictions import pages

urlpatterns = [
    path("arende/<uuid:matter>/avhysning/", pages.evictions, name="evictions"),
    path("arende/<uuid:matter>/avhysning/dagen/", pages.eviction_day, name="eviction_day"),
    path("arende/<uuid:matter>/avhysning/anstand/", pages.eviction_respite, name="eviction_respite"),
    path("arende/<uuid:matter>/avhysning/anstand/svar/", pages.eviction_reply, name="eviction_reply"),
    path("arende/<uuid:matter>/avhysning/narvaro/", pages.eviction_attendance, name="eviction_attendance"),
    path("arende/<uuid:matter>/avhysning/lista/", pages.eviction_item, name="eviction_item"),
    path("arende/<uuid:matter>/avhysning/utfall/", pages.eviction_outcome, name="eviction_outcome"),
]
