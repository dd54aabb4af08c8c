"""Write the picture of the README: the front page of the default report, drawn by a browser.

The picture carries what it shows as text, so that a test sees without a browser whether it is
still true.
"""

import hashlib
import io
import subprocess
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import analysis as an
from analysis.report.front import front_page
from analysis.report.pages import pages
from analysis.report.printing import known_browser, without_sandbox

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "report.png"
WIDTH, HEIGHT = 1080, 1327
"""Of the window, in pixels."""


def front(study: an.Study) -> str:
    """Return the front page of a study's report."""
    return pages(study.title, {}, {"front": front_page(study)})["index.html"]


def hash_of(page: str) -> str:
    """Return the hash of the words of a page."""
    main = BeautifulSoup(page, "html.parser").main
    assert main is not None
    words = " ".join(main.get_text(" ").split())
    return hashlib.sha256(words.encode()).hexdigest()


def draw(page: str) -> None:
    """Write the beginning of a page as a picture, with the hash of its words."""
    with tempfile.TemporaryDirectory() as folder:
        file, picture = Path(folder, "index.html"), Path(folder, "report.png")
        file.write_text(page, encoding="utf-8")
        window = [f"--window-size={WIDTH},{HEIGHT}", "--hide-scrollbars"]
        command = [known_browser(), "--headless", "--disable-gpu", *without_sandbox(), *window]
        command += [f"--user-data-dir={folder}/profile", f"--screenshot={picture}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        about = PngInfo()
        about.add_text("words", hash_of(page))
        shown = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
        shown.quantize(64).save(REPORT, pnginfo=about, optimize=True)


if __name__ == "__main__":
    draw(front(an.read(ROOT / "data")))
