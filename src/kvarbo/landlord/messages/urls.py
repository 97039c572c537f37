"""Addresses of messages: opaque ids, nothing about anybody."""

from django.urls import path

from kvarbo.landlord.messages import outbox_pages, pages

urlpatterns = [
    path("utskick/", outbox_pages.outbox, name="outbox"),
    path("utskick/avgor/", outbox_pages.decide_page, name="outbox_decide"),
    path("utskick/nytt/", pages.to_many, name="message_bulk"),
    path("utskick/mina-uppgifter/", pages.sender, name="message_sender"),
    path("utskick/regler/", pages.rules, name="message_rules"),
    path("hyresgast/<uuid:lease>/meddelande/", pages.to_one, name="message_new"),
    path("hyresgast/<uuid:lease>/onskemal/", pages.wish, name="contact_wish"),
]
