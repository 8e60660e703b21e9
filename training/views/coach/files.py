"""What a coach may see of an athlete, as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from backpain.accounts.door import with_athlete
from backpain.accounts.export import Row, as_json, as_zip
from backpain.accounts.http import (
    JSON,
    ZIP,
    AuthenticatedRequest,
    file_response,
)
from backpain.accounts.models import Coaching
from backpain.replica import may_read_replica
from training.coach.export import collect
from training.coach.seen import Seen


@require_http_methods(["GET", "HEAD", "POST"])
@with_athlete("export")
def export(request: AuthenticatedRequest, coaching: Coaching) -> HttpResponse:
    if request.method != "POST":
        context = {"section": "coach", "coaching": coaching}
        return render(request, "coach/export.html", context)
    tables = _tables_of(coaching)
    if request.POST.get("format") == "csv":
        return file_response(as_zip(tables), f"athlete-{coaching.athlete_id}.zip", ZIP)
    return file_response(as_json(tables), f"athlete-{coaching.athlete_id}.json", JSON)


@may_read_replica
def _tables_of(coaching: Coaching) -> dict[str, list[Row]]:
    return collect(Seen.of(coaching))
