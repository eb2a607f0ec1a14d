"""autograder.zip for Gradescope: setup.sh builds an environment once, run_autograder marks one submission."""

from __future__ import annotations

from pathlib import Path

from grading.assignment.items import Sheet
from grading.feedback import gradescope
from grading.packs.project import pins, project_files, trains
from grading.packs.written import zipped

# Gradescope ends a run after 10 minutes, unless a lecturer has chosen more; ours ends itself before.
SECONDS = 570

_SETUP = """\
#!/usr/bin/env bash
# Runs once, when the image is built.  Choose Ubuntu 24.04 or newer as its base: the Python there is new enough.
set -euo pipefail
root=${{AUTOGRADER:-/autograder}}
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends ca-certificates python3 python3-pip python3-venv libseccomp2{packages}
python=
for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    # Ubuntu 22.04: 3.10 is its Python, and 3.11 lies beside it
    apt-get install -y --no-install-recommends python3.11 python3.11-venv
    python=python3.11
fi
"$python" -m venv "$root/venv"
pip=("$root/venv/bin/python" -m pip install --no-cache-dir --disable-pip-version-check)
{torch}"${{pip[@]}}" -r "$root/source/requirements.txt" -c "$root/source/constraints.txt"
# references lie in source/: nobody but the grader reads it
chmod -R go-rwx "$root/source"
PYTHONPATH=$root/source/project "$root/venv/bin/python" -P -s -c 'import grading.__main__'
"""
_TORCH = """\
# the build for CPUs is a fifth of the usual one; where it cannot be had, the next line installs the usual one
"${{pip[@]}}" --index-url https://download.pytorch.org/whl/cpu "torch=={torch}" || true
"""
_RUN = """\
#!/usr/bin/env bash
# Marks one submission.  From the first moment on there is a results.json, and it is only ever replaced by a whole one.
root=${{AUTOGRADER:-/autograder}}
source=$root/source
results=$root/results/results.json
mkdir -p "$root/results"
cp "$source/early.json" "$results.part" && mv -f "$results.part" "$results"
cd "$source/sheets" || exit 1
# -P: nothing is imported from where a submission lies; one thread, since a container has half a processor
export PYTHONPATH=$source/project PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=passive
timeout --kill-after=10 {seconds} "${{GAN_GRADING_PYTHON:-$root/venv/bin/python}}" -P -s -m grading run \\
    "$source/sheets/{sheet}" "$root/submission" --gradescope "$results"{weak}
echo "the grader's exit code: $?"
# the verdict stands in results.json; an exit code would only hide it
exit 0
"""


def gradescope_pack(sheet: Sheet, out: str | Path, *, weak: bool = False) -> Path:
    """Write the zip.  `weak`: run code even where protections of the sandbox are missing, and say so."""
    files = project_files(sheet)
    files["early.json"] = gradescope.text_of(gradescope.early(sheet)).encode()
    files["setup.sh"] = setup(sheet).encode()
    flag = " --allow-weak-sandbox" if weak else ""
    files["run_autograder"] = _RUN.format(seconds=SECONDS, sheet=sheet.name, weak=flag).encode()
    return zipped(Path(out), files, executable=("setup.sh", "run_autograder"))


def setup(sheet: Sheet) -> str:
    """The script that builds the image."""
    if not trains(sheet):
        return _SETUP.format(packages="", torch="")
    # the fused training step is compiled where it runs
    return _SETUP.format(packages=" gcc libc6-dev", torch=_TORCH.format(torch=pins()["torch"]))
