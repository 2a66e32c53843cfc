"""How a flow calls the stage. It runs in a renderer's process, so it takes values and gives values."""

from models.values import Document, Manuscript


def render_report(manuscript: Manuscript) -> Document:
    from tasks.render.document import render  # heavy: loaded by the process that renders, when it renders

    return render(manuscript)
