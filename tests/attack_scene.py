"""Where an attack happens: what it must not read, write, reach or end, and how that is seen."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import numpy as np

from grading.sandbox import Returned, Worker
from grading.sandbox.session import pids, session_of

ROOT = Path(__file__).parent.parent


class Scene:
    """A secret, a folder with a canary, a server, a bystander and an honest submission."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # two parts, so that no line of this file, and no attack, holds what is looked for
        self.secret = "-".join(["secret-of", "the-grader", secrets.token_hex(8)])
        self.mark = f"canary-{secrets.token_hex(8)}"
        (folder / "secret").write_text(self.secret)
        os.environ["GRADING_SECRET"] = self.secret
        self.canary = folder / "canary"
        self.canary.mkdir()
        self.kept = self.canary / "kept"
        self.kept.write_text("untouched")
        self.kept.chmod(0o640)
        self.before = self._seen()
        self.bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, process_group=0)
        self.servers = self._servers()
        self.honest = Worker("def kl(p):\n    return sum(p)\n", imports=())

    def places(self) -> dict[str, str]:
        """What the attacks are told."""
        return {
            "SECRET": str(self.folder / "secret"),
            "CANARY": str(self.canary),
            "MARK": self.mark,
            "ROOT": str(ROOT),
            "SITE": str(Path(np.__path__[0]).parent),
            "HOME": str(Path.home()),
            "PORT": str(self.servers[0].getsockname()[1]),
            "VICTIM": str(self.bystander.pid),
        }

    def _servers(self) -> list[socket.socket]:
        tcp, udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(tcp.getsockname())
        file, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        here = os.getcwd()
        os.chdir(self.folder)  # the path of a socket is short
        file.bind("socket")
        os.chdir(here)
        abstract.bind(f"\0{self.mark}")
        for server in (file, abstract):
            server.listen()
        for server in (tcp, udp, file, abstract):
            server.setblocking(False)
        return [tcp, udp, file, abstract]

    def _seen(self) -> object:
        state = self.kept.stat()
        names = sorted(os.listdir(self.canary))
        attributes = os.listxattr(self.kept) if hasattr(os, "listxattr") else []
        return names, self.kept.read_text(), state.st_mode, state.st_mtime_ns, state.st_uid, state.st_nlink, attributes

    def damage(self) -> list[str]:
        """What has happened that must not happen, in words."""
        found = [f"a file of the grader's has changed: {self._seen()}"] if self._seen() != self.before else []
        found += [f"written: {file}" for folder in self._open_folders() for file in folder.glob(f"{self.mark}*")]
        found += [f"reached: {server}" for server in self.servers if _reached(server)]
        if self.bystander.poll() is not None:
            found.append("the bystander has ended")
        if self.honest.call("kl", [0.25, 0.5]) != Returned(0.75, False):
            found.append("an honest submission beside it has another value")
        return found

    def _open_folders(self) -> set[Path]:
        known = [*sysconfig.get_paths().values(), os.path.dirname(json.__file__), *np.__path__, tempfile.gettempdir()]
        usual = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/dev", "/usr/lib", Path.home(), ROOT, self.canary]
        return {Path(folder) for folder in (*known, *usual) if os.path.isdir(folder)}

    def close(self) -> None:
        self.honest.close()
        for server in self.servers:
            server.close()
        self.bystander.communicate(b"\n")
        del os.environ["GRADING_SECRET"]


def _reached(server: socket.socket) -> bool:
    try:
        server.recv(100) if server.type == socket.SOCK_DGRAM else server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


class Watched(Worker):
    """A worker that remembers the processes and the scratch folders it has had."""

    def __init__(self, *arguments, **options) -> None:
        super().__init__(*arguments, **options)
        self.started = []

    def _confine(self, process, deadline) -> bool:
        self.started.append((process.popen.pid, process.folder))
        return super()._confine(process, deadline)

    def left(self) -> list[str]:
        """What is left of them."""
        found = []
        for session, folder in self.started:
            found += [folder] * os.path.exists(folder)
            found += [f"process {pid}" for pid in pids() if _belongs(pid, session, folder)]
        return found


def _belongs(pid: int, session: int, folder: str) -> bool:
    """Is it in the session, or does it have the worker's environment?"""
    with contextlib.suppress(OSError):
        if session_of(pid) == session:
            return True
        return folder.encode() in Path(f"/proc/{pid}/environ").read_bytes()
    return False
