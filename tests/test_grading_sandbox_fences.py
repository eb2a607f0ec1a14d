"""Each fence is seen failing: without it the same attack gets through.  And a fence that fails is never overlooked."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from attack_bank import attack, said
from attack_scene import Scene, Watched

from grading.sandbox import Limits, Protections, Returned, WeakSandbox, Worker, process, protections, worker
from grading.sandbox.process import Ended, Process
from grading.sandbox.session import pids
from grading.sandbox.worker import LATE, NotStarted

HERE = protections()
pytestmark = pytest.mark.skipif(bool(HERE.missing), reason="; ".join(HERE.missing))


@pytest.fixture
def scene(tmp_path):
    there = Scene(tmp_path)
    yield there
    there.close()


def without(monkeypatch, **lacking):
    monkeypatch.setattr(worker, "protections", lambda: replace(HERE, **lacking))


def run(name, scene):
    one = attack(name)
    with Watched(one.aimed(scene.places()), limits=one.limits, weak=True) as watched:
        outcome = watched.call("attack", *one.arguments)
        return watched, outcome


@pytest.mark.parametrize("name", ["writing_canary", "writing_by_ctypes", "writing_by_append", "writing_by_numpy"])
def test_without_landlock_the_canary_is_written(monkeypatch, scene, name):
    without(monkeypatch, landlock=0)
    run(name, scene)
    assert scene.damage()


def test_without_landlock_the_secret_is_read(monkeypatch, scene):
    without(monkeypatch, landlock=0)
    _, outcome = run("reading_secret_file", scene)
    assert outcome == Returned(scene.secret, False)


def test_without_the_filter_a_packet_goes_out(monkeypatch, scene):
    without(monkeypatch, seccomp=False)
    run("network_udp", scene)
    assert [text for text in scene.damage() if "reached" in text]


def test_without_the_filter_a_file_of_no_name_is_made(monkeypatch, scene):
    without(monkeypatch, seccomp=False)
    assert said(run("privileges_program_in_memory", scene)[1]).startswith("Returned")


def test_without_fences_a_bystander_is_ended(monkeypatch, scene):
    without(monkeypatch, seccomp=False, landlock=0)
    run("privileges_signal_bystander", scene)
    scene.bystander.wait(5)
    assert "the bystander has ended" in scene.damage()


@pytest.mark.skipif(HERE.landlock < 6, reason="Landlock knows no scopes before its sixth version")
@pytest.mark.parametrize("name", ["network_tcp", "network_abstract", "privileges_signal_bystander"])
def test_a_new_landlock_alone_fences_in_more_than_files(monkeypatch, scene, name):
    without(monkeypatch, seccomp=False)
    assert re.match(attack(name).outcome, said(run(name, scene)[1]))
    assert scene.damage() == []


def test_what_the_kernel_says_of_a_worker(monkeypatch):
    """No capability, not even root's, and no way to another; the filter is up."""
    without(monkeypatch, landlock=0)
    with Worker("def f(): return open('/proc/self/status').read()", weak=True, imports=()) as one:
        status = dict(re.findall(r"^(\w+):\s*(.*)$", one.call("f").value, re.MULTILINE))
    assert [status[name] for name in ("CapEff", "CapPrm", "CapInh")] == ["0" * 16] * 3
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


FORKED = """
import os, time
def attack():
    if os.fork() == 0:
        time.sleep(100)
    return 1.0
"""


def test_without_the_filter_what_was_forked_is_ended_with_its_session(monkeypatch):
    """Root's processes are not counted by RLIMIT_NPROC; for everybody else that limit is the second best."""
    without(monkeypatch, seccomp=False)
    with Watched(FORKED, weak=True) as watched:
        outcome = said(watched.call("attack"))
        assert outcome == ("Returned 1.0" if os.geteuid() == 0 else outcome)
        assert outcome.startswith(("Returned 1.0", "Raised BlockingIOError"))
        assert len(watched.left()) > 1
        watched.close()
        assert watched.left() == []


@pytest.mark.parametrize(
    ("lacking", "word"),
    [({"landlock": 0}, "Landlock"), ({"seccomp": False}, "libseccomp"), ({"linux": False}, "not Linux")],
)
def test_a_weak_machine_is_refused_and_the_way_out_is_named(monkeypatch, lacking, word):
    without(monkeypatch, **lacking)
    with pytest.raises(WeakSandbox, match=f"(?s){word}.*--allow-weak-sandbox"):
        Worker("")


def test_a_machine_with_everything_lacks_nothing():
    assert Protections(1, True).missing == ()
    assert Protections(7, True).fences == ("landlock", "seccomp")
    assert len(Protections(0, False, linux=False).missing) == 3


@pytest.mark.parametrize(
    ("sabotage", "why"),
    [
        ("from grading.sandbox.inside import landlock as l; l.fence = lambda *a: None", "can still be listed"),
        (
            "from grading.sandbox.inside.syscalls import Filter as f; f.close_door = lambda s: None",
            "can still be opened",
        ),
        ("from grading.sandbox.inside import syscalls as s; s.LIBRARY = 'nothing.so'", "cannot be loaded"),
        ("from grading.sandbox.inside import landlock as l; l.ADD = 9999", "landlock_add_rule"),
        ("from grading.sandbox.inside import landlock as l; l.handled = lambda v: 1 << 40", "landlock_create_ruleset"),
        ("raise ImportError('broken')", "broken"),
    ],
)
def test_a_worker_that_cannot_confine_itself_never_sees_the_code(monkeypatch, tmp_path, sabotage, why):
    monkeypatch.setattr(process, "START", process.START.replace("main(int", f"{sabotage}\nmain(int"))
    watched = Watched(f"open({str(tmp_path / 'canary')!r}, 'w')", weak=True)
    with watched, pytest.raises(WeakSandbox, match=why):
        watched.call("f")
    assert not (tmp_path / "canary").exists()
    assert watched.left() == []


GRADER = """
from grading.sandbox import Limits, Worker
with Worker("def f():\\n  while True: pass", imports=(), limits=Limits(call_seconds=100)) as worker:
    worker.names()
    print(worker._process.popen.pid, flush=True)
    worker.call("f")
"""


@pytest.mark.parametrize("version", range(1, HERE.landlock + 1))
def test_an_old_landlock_is_enough(monkeypatch, scene, version):
    """What the older versions cannot fence in, the filter of system calls does."""
    older = f"from grading.sandbox.inside import landlock as l; l.abi = lambda: {version}"
    monkeypatch.setattr(process, "START", process.START.replace("main(int", f"{older}\nmain(int"))
    for name in ("reading_secret_file", "writing_everywhere", "writing_by_emptying", "writing_by_truncate"):
        assert re.match(attack(name).outcome, said(run(name, scene)[1]))
    for name in ("network_tcp", "network_abstract", "privileges_signal_bystander", "writing_scratch"):
        assert re.match(attack(name).outcome, said(run(name, scene)[1]))
    assert scene.damage() == []


def test_a_killed_grader_leaves_nothing_running(tmp_path):
    """But for its scratch folder: nobody is left to remove it."""
    root = Path(__file__).parent.parent
    around = {**os.environ, "TMPDIR": str(tmp_path)}
    grader = subprocess.Popen([sys.executable, "-c", GRADER], stdout=subprocess.PIPE, cwd=root, text=True, env=around)
    pid = int(grader.stdout.readline())
    assert pid in pids()
    grader.send_signal(signal.SIGKILL)
    grader.communicate()
    end = time.monotonic() + 20
    while _alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_limits_are_what_stops_a_bomb():
    """With more room, and more time, the same code comes back."""
    source = "import time\ndef f(n, s):\n  time.sleep(s)\n  return len(bytearray(n << 20))"
    for limits, n, s, word in (
        (Limits(memory_mib=300, call_seconds=20), 400, 0, "300 MiB"),
        (Limits(memory_mib=300, call_seconds=0.5), 1, 1, "0.5 s"),
        (Limits(call_seconds=20), 400, 1, "Returned"),
    ):
        with Worker(source, imports=(), limits=limits) as one:
            assert word in said(one.call("f", n, s))


def test_the_server_of_the_scene_can_be_reached(scene):
    """The scene sees what it looks for."""
    assert scene.damage() == []
    socket.create_connection(scene.servers[0].getsockname()).close()
    scene.kept.chmod(0o777)
    (scene.canary / f"{scene.mark}.pth").touch()
    words = " ".join(scene.damage())
    assert all(word in words for word in ("reached", "has changed", "written"))


def test_a_worker_that_is_slow_to_start_is_tried_again_and_is_no_weak_sandbox(monkeypatch):
    asked = []

    class Slow(Process):
        def ask(self, message, deadline, late):
            asked.append(late)
            if late == LATE:
                raise Ended(late)
            return super().ask(message, deadline, late)

    monkeypatch.setattr("grading.sandbox.worker.Process", Slow)
    with Worker("def f():\n    return 1\n", limits=Limits(load_seconds=0.5)) as worker:
        with pytest.raises(NotStarted, match="the machine is too busy") as raised:
            worker.call("f")
        assert not isinstance(raised.value, WeakSandbox)
    assert asked == [LATE, LATE]
