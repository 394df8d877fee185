"""The commands of docs/api.md do what the page says."""

import re
import subprocess
from pathlib import Path

from tests.service import Site
from tests.web.api.conftest import picture

GUIDE = Path(__file__).parents[3] / "docs" / "api.md"
BLOCKS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def test_the_commands_of_the_guide_end_with_a_receipt(site: Site, tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(picture())
    script = "set -eu\n" + "\n".join(BLOCKS.findall(GUIDE.read_text()))
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "MOTCUA": site.url}
    subprocess.run(["/bin/bash", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
