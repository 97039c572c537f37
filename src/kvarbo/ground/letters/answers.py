"""Svar: a PDF to download."""

from __future__ import annotations

from django.http import HttpResponse

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A download, also of a preview: browsers show no PDF that is shut in as this one is."""
    answer = HttpResponse(content, content_type="application/pdf", headers=HEADERS)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
