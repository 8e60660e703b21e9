from __future__ import annotations

from django.urls import path

from training.views.coach import (
    athlete,
    bulk,
    changes,
    check_ins,
    files,
    groups,
    limits,
    notes,
    roster,
    weeks,
)

app_name = "coach"

# /coach/
urlpatterns = [
    path("", roster.roster, name="roster"),
    path("roster.csv", roster.roster_csv, name="roster-csv"),
    # /coach/groups/
    path("groups/", groups.group_list, name="group-list"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/delete/", groups.group_delete, name="group-delete"),
    # /coach/athletes/<athlete>/
    path("athletes/<int:athlete>/", athlete.athlete, name="athlete"),
    path("athletes/<int:athlete>/runs/", athlete.runs, name="run-list"),
    path(
        "athletes/<int:athlete>/check-ins/",
        check_ins.check_in_list,
        name="check-in-list",
    ),
    path(
        "athletes/<int:athlete>/check-ins/<int:pk>/",
        check_ins.check_in,
        name="check-in",
    ),
    path("athletes/<int:athlete>/weeks/<int:number>/", weeks.week, name="week"),
    path(
        "athletes/<int:athlete>/weeks/<int:number>/print/",
        weeks.week_print,
        name="week-print",
    ),
    path("athletes/<int:athlete>/days/<day:date>/", weeks.day, name="day"),
    path(
        "athletes/<int:athlete>/weeks/<int:number>/change/",
        changes.week_change,
        name="week-change",
    ),
    path(
        "athletes/<int:athlete>/days/<day:date>/change/",
        changes.day_change,
        name="day-change",
    ),
    path(
        "athletes/<int:athlete>/days/<day:date>/move/",
        changes.day_move,
        name="day-move",
    ),
    path(
        "athletes/<int:athlete>/ceilings/new/",
        limits.ceiling_create,
        name="ceiling-create",
    ),
    path(
        "athletes/<int:athlete>/pauses/new/",
        limits.pause_create,
        name="pause-create",
    ),
    path(
        "athletes/<int:athlete>/changes/<int:pk>/undo/",
        limits.change_undo,
        name="change-undo",
    ),
    path("athletes/<int:athlete>/notes/", notes.note_list, name="note-list"),
    path(
        "athletes/<int:athlete>/notes/<int:pk>/delete/",
        notes.note_delete,
        name="note-delete",
    ),
    path("athletes/<int:athlete>/export/", files.export, name="export"),
    # /coach/groups/<pk>/
    path("groups/<int:pk>/pause/", bulk.group_pause, name="group-pause"),
    path("groups/<int:pk>/message/", bulk.group_message, name="group-message"),
    path("groups/<int:pk>/print/", bulk.group_print, name="group-print"),
]
