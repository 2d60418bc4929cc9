"""A program in a pseudo-terminal of its own: send lines, wait for text, measure."""
import fcntl, os, pty, select, signal, struct, termios


class Terminal:
    def __init__(self, command, env, rows=30, columns=100):
        self.screen, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # A fork would copy this script's tables of pages first, which takes longer than some programs take to start. The
        # first terminal that the leader of a session opens becomes its own.
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(line), os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1),
                   (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.child = os.posix_spawn(command[0], command, env, file_actions=actions, setsid=True)
        os.close(line)
        self.text = b""
        self.all = b""

    def wait(self, marker, seconds=20):
        """Reads until the marker has come and the program has nothing more to say; forgets what came up to it."""
        while marker not in self.text:
            if not select.select([self.screen], [], [], seconds)[0]:
                raise TimeoutError(f"no {marker!r} in {self.all[-600:]!r}")
            self.read()
        self.text = self.text[self.text.rindex(marker) + len(marker):]

    def read(self):
        try:
            part = os.read(self.screen, 65536)
        except OSError:
            part = b""
        if not part:
            raise EOFError(f"the program ended: {self.all[-600:]!r}")
        self.text += part
        self.all += part

    def send(self, line):
        os.write(self.screen, line.encode() + b"\r")

    def end(self):
        """Ends the program; gives what it used."""
        os.kill(self.child, signal.SIGKILL)
        os.close(self.screen)
        return os.wait4(self.child, 0)[2]
