from __future__ import annotations

from django.urls import path, register_converter

from training.converters import DayConverter
from training.views import (
    bring_in,
    changes,
    notes,
    plan,
    print_week,
    runs,
    shoes,
    welcome,
)

app_name = "training"
register_converter(DayConverter, "day")

# /welcome/
urlpatterns = [
    path("welcome/running/", welcome.welcome_running, name="welcome-running"),
    # /me/import/
    path("me/import/", bring_in.import_export, name="import"),
    # /plan/ on paper
    path("plan/weeks/<int:number>/print/", print_week.week_print, name="week-print"),
    # /plan/
    path("plan/", plan.plan, name="plan"),
    path("plan/weeks/<int:number>/", plan.week, name="week"),
    path("plan/days/<day:date>/", plan.day, name="day"),
    path("plan/days/<day:date>/move/", changes.day_move, name="day-move"),
    path("plan/days/<day:date>/skip/", changes.day_skip, name="day-skip"),
    path("plan/changes/<int:pk>/undo/", changes.change_undo, name="change-undo"),
    path("plan/pauses/new/", changes.pause_create, name="pause-create"),
    # /notes/
    path("notes/", notes.note_list, name="note-list"),
    path("notes/<int:pk>/read/", notes.note_read, name="note-read"),
    # /runs/
    path("runs/", runs.run_list, name="run-list"),
    path("runs/new/", runs.create, name="run-create"),
    path("runs/done/", runs.done, name="run-done"),
    path("runs/not-done/", runs.not_done, name="run-not-done"),
    path("runs/<int:pk>/", runs.detail, name="run-detail"),
    path("runs/<int:pk>/delete/", runs.delete, name="run-delete"),
    # /shoes/
    path("shoes/", shoes.shoe_list, name="shoe-list"),
    path("shoes/new/", shoes.create, name="shoe-create"),
    path("shoes/<int:pk>/", shoes.detail, name="shoe-detail"),
]
