"""Forks through the gate of 32-bit programs, by machine code."""
# ruff: noqa
# outcome: Stopped killed by signal (31|11)
# machine: x86_64

import ctypes
import mmap


def attack():
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex("b802000000cd80c3"))  # mov eax, 2; int 0x80; ret
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
