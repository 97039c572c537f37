"""Addresses of Bilagor."""

from django.urls import path

from kvarbo.ground.attachments import pages

urlpatterns = [
    path("bilagor/<uuid:subject>/", pages.attachments, name="attachments"),
    path("bilaga/<uuid:attachment>/", pages.attachment, name="attachment"),
    path("bilaga/<uuid:attachment>/ta-bort/", pages.attachment_remove, name="attachment_remove"),
]
