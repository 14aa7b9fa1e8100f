"""Runs a command in a pseudo terminal: terminal.py RESULT COLUMNS ACTIONS COMMAND…

ACTIONS are separated by semicolons and taken one after the other: "TEXT=>resize 30" or "TEXT=>interrupt", as soon as the output contains TEXT.
RESULT receives JSON: the exit code, whether the settings of the terminal are those of the start, and the output between the actions.
"""
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

result, columns, actions, command = sys.argv[1], int(sys.argv[2]), [a for a in sys.argv[3].split(";") if a], sys.argv[4:]
master, terminal = pty.openpty()


def resize(width):
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))


resize(columns)
before = termios.tcgetattr(terminal)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for stream in range(3):
        os.dup2(terminal, stream)
    os.execvp(command[0], command)

parts, text, status, deadline = [], b"", None, time.time() + 60
while True:
    readable = select.select([master], [], [], 0.05)[0]
    if readable:
        text += os.read(master, 65536)
    elif status is not None:
        break
    if status is None:
        ended, code = os.waitpid(child, os.WNOHANG)
        status = code if ended else None
        if time.time() > deadline:
            os.killpg(child, 9)
    if actions and actions[0].split("=>")[0].encode() in text:
        action = actions.pop(0).split("=>")[1].split(" ")
        parts.append(text.decode("utf-8", "replace"))
        text = b""
        if action[0] == "resize":
            resize(int(action[1]))
        else:
            os.write(master, b"\x03")

with open(result, "w", encoding="utf-8") as file:
    json.dump(
        {
            "ExitCode": os.waitstatus_to_exitcode(status),
            "IsRestored": termios.tcgetattr(terminal) == before,
            "Parts": parts + [text.decode("utf-8", "replace")],
        },
        file,
    )
