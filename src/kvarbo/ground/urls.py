"""Addresses that every kind of room has: the log's review, the person's extract, what is taken out in files."""

from django.urls import include, path

urlpatterns = [
    path("", include("kvarbo.ground.log_review.urls")),
    path("", include("kvarbo.ground.extracts.urls")),
    path("", include("kvarbo.ground.exports.urls")),
]
