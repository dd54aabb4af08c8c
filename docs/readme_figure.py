"""Write the README's figure: the first chart of the first notebook, as it is stored."""

import base64
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]


def first_chart() -> bytes:
    """Return the first picture in the stored outputs of the first notebook."""
    path = min((ROOT / "notebooks").glob("*.ipynb"))
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    pictures = (
        output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})
    )
    return base64.b64decode(next(pictures))


if __name__ == "__main__":
    (ROOT / "docs" / "turnover.png").write_bytes(first_chart())
