"""Who answers in an evaluation: a server of the user's own, a local model, or replies written down before."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from burner_training.evaluate.answers import LocalModel, Server, Written, code_in
from burner_training.prompts.questions import Question

from burner.errors import UnavailableError, UsageError
from burner.models import store
from burner.policy.load import open_llm, open_remote

ASKED = ({"role": "system", "content": "You make Python fast."}, {"role": "user", "content": "Write `def one(): ...`."})


class Handler(BaseHTTPRequestHandler):
    """Answers with the temperature it was asked with."""

    def do_POST(self) -> None:
        """The answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = {"choices": [{"message": {"content": f"at {body['temperature']}"}}]}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_server_answers_many_at_once() -> None:
    """Models on GPUs could not be evaluated, or answers go to the wrong question."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked = Server(open_remote(f"http://127.0.0.1:{server.server_port}/v1", "m"))
    try:
        questions = [Question(ASKED), Question(ASKED), Question(ASKED, "```python\n")]
        assert asked.answer(questions, [0.0, 0.7, 1.0], 5) == ["at 0.0", "at 0.7", "```python\nat 1.0"]
    finally:
        server.shutdown()
        server.server_close()
    with pytest.raises(UnavailableError, match="can't be reached"):
        asked.answer([Question(ASKED)], [0.0], 5)


def test_a_local_model_answers_many_at_once(needs) -> None:
    """The policy that is served could not be evaluated, or answers go to the wrong question."""
    needs(any(item.model and item.model.name == "qwen2.5-coder-0.5b" for item in store.installed()), "needs the 0.5B")
    model = LocalModel(open_llm("qwen2.5-coder-0.5b"), "product", 24)
    try:
        begun = [Question(ASKED, f"```python\ndef {name}():\n") for name in ("one", "two", "three")]
        found = model.answer(begun, [0.0, 0.7, 0.7], 1)
    finally:
        model.close()
    assert [reply.startswith(question.prefix) for reply, question in zip(found, begun, strict=True)] == [True] * 3
    assert all(len(reply) > len(question.prefix) for reply, question in zip(found, begun, strict=True))


def test_replies_written_down(tmp_path) -> None:
    """An evaluation could not be repeated without its model."""
    path = tmp_path / "replies.jsonl"
    path.write_text(json.dumps({"task_id": "a", "replies": ["1", "2"]}) + "\n")
    written = Written.read(path)
    first = [Question(ASKED, task_id=name) for name in ("b", "a")]
    assert [written.answer(first, [0.0, 0.0], 0) for _ in range(3)] == [["", "1"], ["", "2"], ["", ""]]
    path.write_text("{}\n")
    with pytest.raises(UsageError, match=r"replies\.jsonl:1"):
        Written.read(path)


def test_a_reply_without_a_block_is_taken_whole() -> None:
    """Plain code would count as no answer, though the paper's evaluation takes it."""
    assert code_in("def f(): ...", "paper") == "def f(): ..."
    assert code_in("<solution>\n```python\nx\n```\n</solution>", "paper") == "x\n"
