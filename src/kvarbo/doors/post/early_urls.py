"""Addresses of the test before early signals: only in landlords' rooms."""

from django.urls import path

from kvarbo.doors.post import early_pages

urlpatterns = [
    path("rummet/tidig-signal/", early_pages.early_signal, name="early_signal"),
    path("rummet/tidig-signal/upphav/", early_pages.early_signal_end, name="early_signal_end"),
]
