# Two stages: what is needed to build stays in the first; the second runs as a user of its own.
FROM python:3.12-slim AS build
WORKDIR /site
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt
COPY . .
# By the same step as at the start, so that the start finds it done: the file system is read-only then.
RUN DATA_DIR=/tmp/build STATIC_ROOT=/site/collected /venv/bin/python manage.py shell \
      -c "from debate.starting import collect_static; collect_static(print)" \
    && rm -rf /tmp/build

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin record \
    && install -d -o record -g record /data
COPY --from=build /venv /venv
COPY --from=build /site /site
WORKDIR /site
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data STATIC_ROOT=/site/collected HOST=0.0.0.0 PORT=8000
USER record
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Makes ready what is missing (tables, the corpus, the first account), then serves.
CMD ["python", "manage.py", "serve"]
