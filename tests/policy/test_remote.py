"""Asking an OpenAI-compatible server; a small one lives in this test."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from burner.errors import UnavailableError, UsageError
from burner.policy.load import open_llm, open_remote
from burner.policy.protocol import Brief

BRIEF = Brief("def f(a, b):\n    return [x for x in a if x in list(b)]\n", "f")
ANSWER = "```python\ndef f(a, b):\n    known = set(b)\n    return [x for x in a if x in known]\n```"


@pytest.fixture
def server():
    """A server with one answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked.append((self.path, self.headers.get("Authorization"), body))
            time.sleep(self.server.pause_s)
            self.send_response(self.server.status)
            self.end_headers()
            with contextlib.suppress(BrokenPipeError):
                self.wfile.write(self.server.reply)

        def log_message(self, *_args) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.status, server.pause_s = [], 200, 0.0
    server.reply = json.dumps({"choices": [{"message": {"content": ANSWER}}]}).encode()
    server.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def propose(policy, count=1, seconds=10):
    """All proposals of a policy."""
    return list(policy.propose(BRIEF, (), count, time.monotonic() + seconds))


def test_answers_become_proposals(server):
    """A server of the user's own could not be used."""
    policy = open_remote(server.url, "big-coder", "secret")
    first, second = propose(policy, 2)
    assert "known = set(b)" in first.functions["f"]
    assert (first.origin.kind, first.origin.name) == ("remote", "big-coder")
    assert second.error is None
    path, key, body = server.asked[0]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "big-coder")
    assert "x in list(b)" in body["messages"][1]["content"]
    assert policy.place == "127.0.0.1 (this machine)"
    assert open_remote("https://llm.example.org", "m").place == "llm.example.org (over the network)"


@pytest.mark.parametrize(
    ("status", "reply", "words"),
    [(401, b"no", "answered 401: no"), (500, b"{}", "answered 500"), (200, b"<html>", "no OpenAI-compatible")],
)
def test_errors_in_words(server, status, reply, words):
    """A wrong key or address would end in a traceback."""
    server.status, server.reply = status, reply
    with pytest.raises(UnavailableError, match=words) as caught:
        propose(open_remote(server.url, "m"))
    assert caught.value.hint


def test_server_gone(server):
    """A server that is not running would end in a traceback."""
    server.shutdown()
    server.server_close()
    with pytest.raises(UnavailableError, match="can't be reached"):
        propose(open_remote(server.url, "m"))


def test_slow_server_does_not_outlast_the_budget(server):
    """A run with a budget of 60 s would wait for minutes."""
    server.pause_s = 3
    began = time.monotonic()
    assert propose(open_remote(server.url, "m"), seconds=0.5) == []
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(("url", "model"), [(None, "m"), ("http://x", None), ("file:///etc/passwd", "m")])
def test_remote_needs_an_address_and_a_model(url, model):
    """Code would be sent somewhere nobody named."""
    with pytest.raises(UsageError):
        open_remote(url, model)


def test_local_model_that_is_not_there(monkeypatch, tmp_path):
    """Without a model, the run would not say how to get one."""
    monkeypatch.setenv("BURNER_MODELS", str(tmp_path))
    with pytest.raises(UnavailableError) as caught:
        open_llm()
    assert "burner model pull" in caught.value.hint
