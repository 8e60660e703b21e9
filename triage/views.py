from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def today(request: HttpRequest) -> HttpResponse:
    return HttpResponse("today")


def check_in_list(request: HttpRequest) -> HttpResponse:
    return HttpResponse("history")
