"""Print one paper in a process of its own: `python -m services.documents.press`.

The paper comes on standard input as our own process wrote it, the PDF goes to standard output.
"""

import pickle
import sys

from pdf_templates.renderer import Renderer


def main() -> None:
    # Written by `own_copy` a moment ago; nothing of a stranger's is read as a program here.
    paper = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(Renderer().render(paper))


if __name__ == "__main__":
    main()
