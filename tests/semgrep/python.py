# Each rule on what it finds and on what it leaves alone; run by `make semgrep`.


def reaches_rows(request, pk):
    # ruleid: unscoped-get
    get_object_or_404(Run, pk=pk)
    # ruleid: unscoped-get
    get_object_or_404(Run.objects, id=pk)
    # ruleid: unscoped-get
    Run.objects.get(pk=pk)
    # ruleid: unscoped-get
    Run.objects.filter(pk__in=request.POST.getlist("runs"))
    # ok: unscoped-get
    get_object_or_404(Run, athlete=request.user, pk=pk)
    # ok: unscoped-get
    get_object_or_404(request.user.runs, pk=pk)
    # ok: unscoped-get
    get_object_or_404(Change.objects.filter(athlete=request.user), pk=pk)
    # ok: unscoped-get
    Run.objects.get(athlete=request.user)


def lists_rows(request):
    # ruleid: every-row-in-a-view
    runs = Run.objects.all()
    # ruleid: every-row-in-a-view
    runs = Run._base_manager.order_by("pk")
    # ok: every-row-in-a-view
    runs = request.user.runs.all()
    # ok: every-row-in-a-view
    runs = Run.objects.filter(athlete=request.user)


# ruleid: csrf-exempt
@csrf_exempt
def takes_all(request): ...


# ok: csrf-exempt
@csrf_protect
def takes_own(request): ...


# ruleid: csrf-exempt
takes_own.csrf_exempt = True


def shows(name, shown):
    # ruleid: marked-safe
    mark_safe(name)
    # ruleid: marked-safe
    SafeString(name)
    # ruleid: marked-safe
    format_html(f"<b>{name}</b>")
    # ruleid: marked-safe
    format_html("<b>%s</b>" % name)
    # ok: marked-safe
    format_html("<b>{}</b>", name)
    # ok: marked-safe
    SafeString()
    # ok: marked-safe
    render_to_string("name.html", {"name": name})


def tells_the_time(user):
    # ruleid: naive-time
    dt.datetime.now()
    # ruleid: naive-time
    datetime.utcnow()
    # ruleid: naive-time
    dt.date.today()
    # ok: naive-time
    dt.datetime.now(tz=dt.UTC)
    # ok: naive-time
    timezone.now()
    # ok: naive-time
    user.local_date()


def asks_postgres(cursor, name):
    # ruleid: built-sql
    cursor.execute(f"SELECT * FROM runs WHERE name = '{name}'")
    # ruleid: built-sql
    cursor.execute("SELECT * FROM runs WHERE name = '%s'" % name)
    # ruleid: built-sql
    cursor.execute("SELECT * FROM runs WHERE name = '" + name + "'")
    # ruleid: built-sql
    cursor.execute("SELECT * FROM {}".format(name))
    # ok: built-sql
    cursor.execute("SELECT * FROM runs WHERE name = %s", [name])
    # ok: built-sql
    cursor.execute("SELECT * " "FROM runs")


def goes_around_the_orm(name):
    # ruleid: raw-or-extra
    Run.objects.raw("SELECT * FROM runs")
    # ruleid: raw-or-extra
    Run.objects.extra(where=["name = 'x'"])
    # ruleid: raw-or-extra
    RawSQL("now()", [])
    # ok: raw-or-extra
    Run.objects.filter(name=name)


def runs_text(text):
    # ruleid: runs-text
    eval(text)
    # ruleid: runs-text
    pickle.loads(text)
    # ruleid: runs-text
    subprocess.run(text, shell=True)
    # ok: runs-text
    ast.literal_eval(text)
    # ok: runs-text
    subprocess.run(["ls"])


def logs(request, form, user, check_in):
    # ruleid: logs-what-was-told
    logger.info("got %s", request.POST)
    # ruleid: logs-what-was-told
    logger.warning("wrong: %s", form.cleaned_data["pain_now"])
    # ruleid: logs-what-was-told
    logger.info(f"signed in: {user.email}")
    # ruleid: logs-what-was-told
    logger.error("check-in %s: %s", check_in.pk, check_in.note)
    # ok: logs-what-was-told
    logger.info("check-in %s of %s", check_in.pk, user.pk)
    # ok: logs-what-was-told
    messages.success(request, user.name)


def sends_on(request):
    # ruleid: open-redirect
    redirect(request.GET["next"])
    # ruleid: open-redirect
    redirect(request.headers.get("Referer", "/"))
    # ruleid: open-redirect
    HttpResponseRedirect(request.POST.get("next"))
    # ok: open-redirect
    redirect("training:plan")
    # ok: open-redirect
    redirect(own_address(request))
    # ok: open-redirect
    redirect(SET_UP[request.POST["way"]])
    # ok: open-redirect
    redirect(BACK_TO.get(request.POST.get("back_to", ""), "home"))


class Everything:
    # ruleid: takes-whatever-is-sent
    fields = "__all__"


class Some:
    # ok: takes-whatever-is-sent
    fields = ("name", "kind")


def makes_rows(request, form):
    # ruleid: takes-whatever-is-sent
    Run.objects.create(**request.POST.dict())
    # ok: takes-whatever-is-sent
    Run.objects.create(**form.cleaned_data)


def renders(request, text):
    # ruleid: renders-text
    Template(text).render(Context())
    # ok: renders-text
    render(request, "page.html", {"text": text})
