"""Turn computed Markdown into HTML: what a study brings into it stays text."""

import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_WITHIN = re.compile(r"[\w-]+\.(ipynb|html)(#[\w-]*)?")


def computed(text: str) -> str:
    r"""Return the HTML of Markdown that a cell has computed.

    Names, titles and notes of a study are part of it. So elements written as HTML are shown as
    text, and so are links that lead elsewhere than to another notebook, and images.

    Examples
    --------
    >>> computed("**3** figures by <b>A</b>, [B](javascript:c)")
    '<p><strong>3</strong> figures by &lt;b&gt;A&lt;/b&gt;, [B](javascript:c)</p>\n'
    """
    return str(MarkdownWithMath(renderer=_TextRenderer(escape=True)).render(text))


class _TextRenderer(IPythonRenderer):
    """Make no element of HTML, and no link or image that leads out of the report."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link to another notebook, and the text of any other."""
        if _WITHIN.fullmatch(url):
            return str(super().link(text, url, title))
        return text if text == self.escape_html(url) else f"[{text}]({self.escape_html(url)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return the text of an image."""
        return f"![{text}]({self.escape_html(url)})"

    def block_mermaidjs(self, code: str) -> str:
        """Return the text of a drawing that a script would make."""
        return str(self.block_code(code))
