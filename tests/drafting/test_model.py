"""Drafting with a language model as helper, which is a server on this machine here."""

import contextlib
import http.server
import json
import threading
import time

import pytest

from analysis.cli import main as command_line
from analysis.drafting import draft_files
from analysis.drafting import model as asking
from analysis.drafting.draft_files import LEFT_OUT
from analysis.drafting.model import ASKED, SETTINGS, model_of
from analysis.errors import DataError
from analysis.fetch import service

TEXT = (
    "Ardenia sells more | The Example Post | 2021-04-12\n\n"
    "Ardenia's exports to Borvia were $1.13 billion in 2020, 8.7 percent more than a year earlier. "
    "\N{SHIP} The <b>plum</b> harvest brought in another $4 million, it is said: 40 lorries left.\n"
)
ID = "the-example-post-2021-04-12"
KEY = "not-to-be-shown"
EXPORTS = {
    "text": "$1.13 billion",
    "quantity": "exports",
    "reporter": "XAA",
    "partner": "XBB",
    "period": "2020",
    "as_written": "$1.13 billion",
    "unit": "USD",
    "wording": "stated",
}
GROWTH = EXPORTS | {"text": "8.7 percent", "quantity": "exports_growth"}
GROWTH |= {"as_written": "8.7", "unit": "percent"}


class Server(http.server.ThreadingHTTPServer):
    """A model that gives one answer, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked, self.status, self.body, self.pause = [], 200, "", 0

    def says(self, content):
        """Let the model answer with some content."""
        self.body = json.dumps({"choices": [{"message": {"content": content}}]})

    def proposes(self, *rows):
        """Let the model answer with rows, each at the place of its text."""
        placed = [
            {"start": TEXT.index(row["text"]), "end": TEXT.index(row["text"]) + len(row["text"])}
            | row
            for row in rows
        ]
        self.says(json.dumps({"rows": placed}))


class Answering(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers, json.loads(sent)))
        time.sleep(self.server.pause)
        with contextlib.suppress(ConnectionError):  # of whom has waited long enough
            self.send_response(self.server.status)
            self.end_headers()
            self.wfile.write(self.server.body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def model(monkeypatch):
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/v1"
        for name, value in zip(SETTINGS, (address, KEY, "small"), strict=True):
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(service, "PAUSE", 0)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    command_line.main(["new", str(folder), "--reporter", "XAA", "--partner", "XBB"])
    names = "code,name,adjective,capital\nXAA,Ardenia,Ardenian,Selm\nXBB,Borvia,Borvian,Port Tarn\n"
    (folder / "countries.csv").write_text(names, "utf-8")
    return folder


def draft(study, *options):
    path = study.parent / "article.txt"
    path.write_bytes(TEXT.encode())
    return command_line.main(["draft", str(path), "--to", str(study), *options])


def rows(study):
    return [cells for _, cells in draft_files.read_draft(study, ID)]


def content(study):
    return {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}


def test_no_model_is_asked_unless_it_is_wanted(study, model):
    assert draft(study) == 0
    assert model.asked == []


@pytest.mark.thorough
def test_what_a_model_reads_as_the_rules_do_adds_no_doubt(study, model, capsys):
    draft(study)
    before = rows(study)
    model.proposes(EXPORTS, GROWTH)
    capsys.readouterr()
    assert draft(study, "--model") == 0
    assert "The model proposed 2 rows.\n" in capsys.readouterr().out
    assert rows(study)[:2] == before[:2]


def test_a_model_is_asked_once_for_a_text_with_its_places_and_its_key_in_a_header(study, model):
    model.proposes(EXPORTS)
    draft(study, "--model")
    ((path, headers, body),) = model.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["model"] == "small"
    sent = body["messages"][-1]["content"]
    start = TEXT.index("$1.13 billion")
    assert TEXT in sent
    assert f"{start} {start + 13} $1.13 billion" in sent
    assert "XAA and XBB" in sent
    assert KEY not in json.dumps(body)


def test_where_rules_and_model_differ_the_cell_is_doubted_and_the_period_can_be_chosen(
    study, model
):
    draft(study)
    assert "period" not in rows(study)[0]["doubt"]
    other = {"period": "2019", "wording": "nearly", "partner": "WLD"}
    model.proposes(EXPORTS | other, GROWTH)
    draft(study, "--model")
    first = rows(study)[0]
    assert {"period", "wording", "partner"} <= set(first["doubt"].split("; "))
    assert (first["period"], first["wording"]) == ("2020", "stated")
    assert first["choices"].split("; ")[:2] == ["2020", "2019"]


def test_the_name_that_the_partner_gives_a_flow_is_no_difference(study, model):
    draft(study)
    before = rows(study)
    mirrored = {"quantity": "imports", "reporter": "XBB", "partner": "XAA"}
    model.proposes(EXPORTS | mirrored, GROWTH)
    draft(study, "--model")
    assert rows(study)[0]["doubt"] == before[0]["doubt"]


def test_what_only_a_model_reads_is_a_row_of_guesses_and_is_left_out_no_longer(study, model):
    lorries = EXPORTS | {"text": "40", "as_written": "40", "quantity": "count", "unit": "count"}
    lorries |= {"product": "lorries <script>alert(1)</script>", "confirmed": "yes"}
    draft(study)
    left_out = study / "drafts" / f"{ID}{LEFT_OUT}.csv"
    place = f"40,{TEXT.index('40')}"
    assert place in left_out.read_text("utf-8")
    model.proposes(EXPORTS, GROWTH, lorries)
    draft(study, "--model")
    (row,) = [row for row in rows(study) if row["unit"] == "count"]
    assert TEXT[int(row["start"]) : int(row["end"])] == "40"
    assert {"quantity", "as_written", "period", "product"} <= set(row["doubt"].split("; "))
    assert row["confirmed"] == ""
    assert row["product"] == "lorries <script>alert(1)</script>"
    assert "40 lorries left" in row["sentence"]
    assert "40 lorries left" in row["quote"]
    assert place not in left_out.read_text("utf-8")


def test_what_only_the_rules_read_is_doubted(study, model):
    model.proposes(EXPORTS)
    draft(study, "--model")
    (growth,) = [row for row in rows(study) if row["unit"] == "percent"]
    assert "quantity" in growth["doubt"].split("; ")


def test_rows_that_do_not_stand_in_the_text_are_dropped_and_counted(study, model, capsys):
    draft(study)
    before = rows(study)
    model.proposes(
        EXPORTS,
        GROWTH,
        EXPORTS | {"start": 0, "end": 13},
        EXPORTS | {"start": -5, "end": 10**9},
        EXPORTS | {"as_written": "$1.31 billion"},
        EXPORTS | {"as_written": ""},
    )
    draft(study, "--model")
    said = "6 rows, 4 of which were dropped (not at their place in the text: 4)"
    assert said in capsys.readouterr().out
    assert rows(study)[:2] == before[:2]


def test_rows_that_are_malformed_are_dropped_and_counted(study, model, capsys):
    against_the_codebook = [
        {"unit": "parsec"},
        {"quantity": "happiness"},
        {"reporter": "Ardenia"},
        {"base": "2019"},
    ]
    no_row = [
        {"product": ["plums"]},
        {"product": "=HYPERLINK(1)"},
        {"product": "plums\x07"},
        {"product": "p" * 1000},
        {"start": "10"},
        {"start": True},
    ]
    model.proposes(*(EXPORTS | wrong for wrong in against_the_codebook + no_row), GROWTH)
    assert draft(study, "--model") == 0
    out = capsys.readouterr().out
    assert "11 rows, 10 of which were dropped" in out
    assert "refused by the codebook: 4" in out
    assert "no row of texts: 6" in out


def test_rows_that_are_none_are_counted_too(study, model, capsys):
    model.says(json.dumps([7, None, "row", [], {}]))
    assert draft(study, "--model") == 0
    assert "5 rows, 5 of which were dropped (no row of texts: 5)" in capsys.readouterr().out


def test_rows_in_a_fence_are_rows(study, model, capsys):
    model.says(f"```json\n{json.dumps({'rows': []})}\n```")
    assert draft(study, "--model") == 0


@pytest.mark.thorough
@pytest.mark.parametrize("words", ["Here are your rows!", '{"rows": 7}', "", "[" * 100_000, None])
def test_nonsense_is_an_error_and_the_study_stays_as_it_was(study, model, capsys, words):
    model.says(words)
    before = content(study)
    assert draft(study, "--model") == 2
    assert "the model at 127.0.0.1 answered with no rows" in capsys.readouterr().err
    assert content(study) == before


@pytest.mark.thorough
@pytest.mark.parametrize("body", ['{"choices": []}', "[]", '{"choices": [{"message": 7}]}', "7"])
def test_an_answer_in_another_format_is_an_error(study, model, capsys, body):
    model.body = body
    assert draft(study, "--model") == 2
    assert "the model at 127.0.0.1 gave no answer" in capsys.readouterr().err


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("status", "body", "message", "asked"),
    [
        (401, '{"error": {"message": "wrong key"}}', "answered 401: {'message': 'wrong key'}", 1),
        (404, "<h1>No such page</h1>", "answered 404: No such page", 1),
        (302, "", "answered 302", 1),
        (500, "broken", "answered 500: broken (asked 4 times)", 4),
        (429, '{"error": "too many"}', "answered 429: too many (asked 4 times)", 4),
        (200, "", "answered with nothing (asked 4 times)", 4),
    ],
)
def test_an_error_of_the_server_is_told_in_its_words(
    study, model, capsys, status, body, message, asked
):
    model.status, model.body = status, body
    before = content(study)
    assert draft(study, "--model") == 2
    assert message in (err := capsys.readouterr().err)
    assert KEY not in err
    assert len(model.asked) == asked
    assert content(study) == before


def test_a_model_that_takes_too_long_is_an_error(study, model, capsys, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT", (5.0, 0.05))
    monkeypatch.setattr(service, "ATTEMPTS", 1)
    model.pause = 0.3
    assert draft(study, "--model") == 2
    assert "the model at 127.0.0.1 cannot be reached" in capsys.readouterr().err


def test_settings_that_are_missing_are_named_all_at_once(study, model, capsys, monkeypatch):
    monkeypatch.delenv("ANALYSIS_MODEL_KEY")
    monkeypatch.setenv("ANALYSIS_MODEL_NAME", " ")
    assert draft(study, "--model") == 2
    err = capsys.readouterr().err
    assert "--model needs settings in the environment: ANALYSIS_MODEL_KEY" in err
    assert "ANALYSIS_MODEL_NAME" in err
    assert "ANALYSIS_MODEL_URL" not in err


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "http://", "http://a:b/"])
def test_an_address_that_is_none_is_refused(address):
    settings = dict(zip(SETTINGS, (address, "key", "name"), strict=True))
    with pytest.raises(DataError, match="ANALYSIS_MODEL_URL is not an address"):
        model_of(settings)


def test_a_key_that_is_none_is_refused_and_not_shown():
    settings = dict(zip(SETTINGS, ("http://a.example/v1", "se\ncret", "name"), strict=True))
    with pytest.raises(DataError, match=r"^ANALYSIS_MODEL_KEY holds") as error:
        model_of(settings)
    assert "cret" not in str(error.value)


def test_a_model_is_asked_for_what_a_figure_says_and_not_for_what_a_person_decides():
    assert not {"figure_id", "source_id", "note", "confirmed"} & set(ASKED)
