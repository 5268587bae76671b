# Every command, the page and the models; no package index and no model hub at run time
# (docs/deploy.md):
#   docker build -t consistency .
#   docker run --rm --network none -v "$PWD:/articles:ro" consistency check wire.txt copy.txt
#   docker run --rm --network none -v "$PWD:/articles" --user "$(id -u)" consistency \
#     batch stories.jsonl -o findings.parquet
#   docker run --rm -p 127.0.0.1:8000:8000 -e CONSISTENCY_TOKEN consistency serve --host 0.0.0.0
FROM python:3.11-slim
WORKDIR /program
# Another mirror of the processors' build of torch: --build-arg TORCH_INDEX=URL.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
COPY constraints.txt requirements.lock ./
RUN pip install --no-cache-dir --constraint constraints.txt --index-url "$TORCH_INDEX" torch \
 && pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY consistency consistency
RUN pip install --no-cache-dir --no-deps . && pip check
RUN useradd --create-home --uid 10001 reader
USER 10001
EXPOSE 8000
WORKDIR /articles
ENTRYPOINT ["consistency"]
CMD ["--help"]
