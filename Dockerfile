# One image for `chuong run` and `chuong worker`; compose.yaml shows how they stand together.
FROM python:3.12-slim

RUN useradd --create-home --home-dir /srv/chuong chuong
WORKDIR /srv/chuong/app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY bot bot
COPY handlers handlers
COPY storage storage
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && chown chuong .

USER chuong
CMD ["chuong", "run"]
