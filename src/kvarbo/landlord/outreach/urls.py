"""Addresses of outreach: Swedish words, opaque ids, nothing about anybody."""

from django.urls import path

from kvarbo.landlord.outreach import contact_pages, pages

urlpatterns = [
    path("", pages.front, name="today"),
    path("idag/", pages.today_page, name="idag"),
    path("de-ringde/", pages.they_called, name="they_called"),
    path("nagon-kan-fara-illa/", pages.harm, name="harm"),
    path("hyresgast/<uuid:lease>/", pages.tenant, name="tenant"),
    path("hyresgast/<uuid:lease>/ring/", pages.call, name="call"),
    path("hyresgast/<uuid:lease>/kontakt/", contact_pages.contact, name="contact"),
    path("hyresgast/<uuid:lease>/paus/", contact_pages.pause, name="pause"),
    path("hyresgast/<uuid:lease>/paus/avsluta/", contact_pages.end_pause, name="end_pause"),
    path("hyresgast/<uuid:lease>/lofte/", contact_pages.promise, name="promise"),
    path("hyresgast/<uuid:lease>/anstand/", contact_pages.deferral, name="deferral"),
    path("hyresgast/<uuid:lease>/ta/", contact_pages.claim, name="claim"),
    path("hyresgast/<uuid:lease>/slapp/", contact_pages.release, name="release"),
]
