# The service alone: no database server, no sandbox, nothing to build with.
FROM python:3.13-slim AS packages
COPY requirements/serve.txt /requirements.txt
RUN python -m venv /packages \
 && /packages/bin/pip install --no-cache-dir --disable-pip-version-check \
      --require-hashes --only-binary :all: -r /requirements.txt \
 && /packages/bin/pip uninstall --yes --quiet pip

# What the pages of the desk load; npm comes from a wheel and stays behind.
FROM python:3.13-slim AS front
WORKDIR /app
COPY requirements/node.txt requirements/node.txt
COPY scripts/front.py scripts/front.py
COPY hotline/desk/front hotline/desk/front
RUN python scripts/front.py --omit=dev

# Everything of ours, compiled here because nothing can be written later.
FROM packages AS ours
WORKDIR /app
COPY dialogs dialogs
COPY handlers handlers
COPY hotline hotline
COPY locales locales
COPY --from=front /app/hotline/desk/built hotline/desk/built
RUN /packages/bin/python -m compileall -q .

FROM python:3.13-slim
ENV PATH=/packages/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOTLINE_HOST=0.0.0.0
COPY --from=packages /packages /packages
COPY --from=ours /app /app
WORKDIR /app
# Where the days' keys, the backups and the letterbox are mounted; a new volume takes over who may write there.
RUN install -d -o 10001 -g 10001 -m 700 /keystore /backups /letterbox
# A number, so that a cluster can see that it is not root; it owns nothing in the image.
USER 10001:10001
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('HOTLINE_METRICS_PORT', '8082')), timeout=4); c.request('GET', '/readyz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "hotline"]
CMD ["serve"]
