"""Addresses of debt collection: opaque ids, and only a lease's in any of them."""

from django.urls import path

from kvarbo.landlord.collection import file_pages, matter_pages, pages

urlpatterns = [
    path("inkasso/", pages.matters, name="collection"),
    path("inkasso/underlag/", pages.collection_review, name="collection_review"),
    path("inkasso/underlag/fil/", pages.collection_file, name="collection_file"),
    path("inkasso/filer/", file_pages.agency_files, name="agency_files"),
    path("inkasso/filer/las-in/", file_pages.agency_file_accept, name="agency_file_accept"),
    path("inkasso/filer/ta-bort/", file_pages.agency_file_discard, name="agency_file_discard"),
    path("inkasso/bolag/", pages.agencies_page, name="agencies"),
    path("hyresgast/<uuid:lease>/inkasso/", matter_pages.matter, name="matter"),
    path("hyresgast/<uuid:lease>/inkasso/lage/", matter_pages.matter_status, name="matter_status"),
    path("hyresgast/<uuid:lease>/inkasso/betalning/", matter_pages.matter_payment, name="matter_payment"),
    path(
        "hyresgast/<uuid:lease>/inkasso/betalning/ta-tillbaka/",
        matter_pages.matter_payment_back,
        name="matter_payment_back",
    ),
    path("hyresgast/<uuid:lease>/inkasso/handling/", matter_pages.matter_paper, name="matter_paper"),
    path("hyresgast/<uuid:lease>/inkasso/forslag/", matter_pages.matter_proposal, name="matter_proposal"),
    path("hyresgast/<uuid:lease>/inkasso/beslut/", matter_pages.matter_decide, name="matter_decide"),
    path("hyresgast/<uuid:lease>/inkasso/borja/", matter_pages.matter_begin, name="matter_begin"),
]
