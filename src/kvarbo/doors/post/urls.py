"""Addresses of the post: opaque ids, and one in each."""

from django.urls import path

from kvarbo.doors.post import hand_over_pages, organisation_pages, pages, sent_pages

urlpatterns = [
    path("papper/", pages.papers, name="papers"),
    path("papper/registrera/", pages.paper_by_hand, name="paper_by_hand"),
    path("papper/las-in/", pages.paper_file_in, name="paper_file_in"),
    path("papper/utan-namn/", hand_over_pages.hand_over_counts, name="hand_over_counts"),
    path("papper/om/<uuid:subject>/", hand_over_pages.hand_over_about, name="hand_over"),
    path("papper/<uuid:paper>/", pages.paper, name="paper"),
    path("papper/<uuid:paper>/koppla/", pages.paper_place, name="paper_place"),
    path("papper/<uuid:paper>/klart/", pages.paper_done, name="paper_done"),
    path("papper/<uuid:paper>/prova/", pages.paper_again, name="paper_again"),
    path("papper/<uuid:paper>/kasta/", pages.paper_throw_away, name="paper_throw_away"),
    path("papper/<uuid:paper>/lamnat/", sent_pages.paper_left, name="paper_left"),
    path("papper/<uuid:paper>/aterkalla/", sent_pages.paper_recall, name="paper_recall"),
    path("papper/<uuid:paper>/aterkallat/", sent_pages.paper_recall_task, name="paper_recall_task"),
    path("papper/<uuid:paper>/fil/", sent_pages.paper_file, name="paper_file"),
    path("papper/<uuid:paper>/utskrift/", sent_pages.paper_pdf, name="paper_pdf"),
    path("motparter/", organisation_pages.counterparts, name="counterparts"),
    path("motparter/spara/", organisation_pages.counterpart_keep, name="counterpart_keep"),
    path("motparter/vi/", organisation_pages.ourselves_keep, name="ourselves_keep"),
]
