"""Addresses of Samtycken."""

from django.urls import path

from kvarbo.doors.consent import pages

urlpatterns = [
    path("samtycken/", pages.consents_here, name="consents_here"),
    path("samtycken/blankett/", pages.consent_form_blank, name="consent_form_blank"),
    path("samtycken/<uuid:subject>/", pages.consents, name="consents"),
    path("samtycken/<uuid:subject>/ge/", pages.consent_give, name="consent_give"),
    path("samtycken/<uuid:subject>/ta-tillbaka/", pages.consent_withdraw, name="consent_withdraw"),
    path("samtycken/<uuid:subject>/underrattad/", pages.consent_told, name="consent_told"),
    path("samtycken/<uuid:subject>/fil/", pages.consent_file, name="consent_file"),
    path("samtycken/<uuid:subject>/blankett/", pages.consent_form, name="consent_form"),
]
