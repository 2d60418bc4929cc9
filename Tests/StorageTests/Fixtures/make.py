#!/usr/bin/env python3
"""Writes the journal vectors of format 1 to v1/ (docs/journal-format.md). Needs nothing but Python 3.

Written from the format's description, not from the program: program, check.py and this script must agree.
Vectors are kept for ever. Add new ones at the end of a group; never change one that was released.
"""
import hashlib, os, shutil

A, B, C = "0123456789abcdef", "89abcdef01234567", "fedcba9876543210"
SID, SALT = "5e" * 16, "a1" * 32
T = "2026-11-20T17:48:25.768Z"
ZERO = "00" * 16
HERE = os.path.dirname(os.path.abspath(__file__))


def link(previous, front):
    return hashlib.sha256(bytes.fromhex(previous) + front).hexdigest()[:32]


def line(n, l, body, previous, t=T):
    front = f'{{"n":{n},"l":{l},"t":"{t}",{body}'.encode()
    h = link(previous, front)
    return front + f',"h":"{h}"}}\n'.encode(), h


def opening(writer=A, sid=SID, fmt=1, more=',"app":"1.0.0"'):
    return f'"k":"open","fmt":{fmt},"sid":"{sid}","w":"{writer}","salt":"{SALT}"{more}'


def note(text):
    return f'"k":"note","text":"{text}"'


def journal(bodies, writer=A, ls=None, t=T, first=None):
    """The lines of a journal: an opening and these bodies."""
    lines, previous = [], ZERO
    for n, body in enumerate([first or opening(writer)] + bodies):
        text, previous = line(n, ls[n] if ls else n, body, previous, t)
        lines.append(text)
    return lines


def head(lines):
    return lines[-1][-35:-3].decode() if lines else ZERO


vectors = {}


def vector(name, exit, files, *warnings):
    """files: {file name: (bytes, number of good lines, head, word)}; the word says what is found."""
    assert name not in vectors, name
    vectors[name] = (exit, files, warnings)


def one(name, exit, word, content, good):
    vector(name, exit, {A + ".jsonl": (content, len(good), head(good), word)})


def flip(line, place):
    return line[:place] + bytes([line[place] ^ 1]) + line[place + 1:]


J = journal([note(f"answer {i}") for i in range(1, 10)])
ALL = b"".join(J)

# valid
one("valid-opening-only", 0, "clean", J[0], J[:1])
one("valid-two-lines", 0, "clean", b"".join(J[:2]), J[:2])
one("valid-ten-lines", 0, "clean", ALL, J)
BIG = journal([note("x" * 65536), note("after")])
one("valid-long-line", 0, "clean", b"".join(BIG), BIG)
UNI = journal([note("naïve ☃ 𝒳 e\\u0301 \\ud83d\\ude00 \\n \\\" \u202e \x7f")])
one("valid-unicode", 0, "clean", b"".join(UNI), UNI)
ODD = journal(['"k":"x-later","deep":[[[{"a":[],"h":"0","n":5}]]]', '"k":"x-more"'])
one("valid-unknown-kinds", 0, "clean", b"".join(ODD), ODD)
for word, t in [("before-1970", "1912-06-23T00:00:00Z"), ("year-10000", "+10000-01-01T00:00:00Z"), ("one-byte", "0")]:
    OLD = journal([note("a")], t=t)
    one("valid-time-" + word, 0, "clean", b"".join(OLD), OLD)
JUMP = journal([note("a"), note("b")], ls=[3, 40, 9007199254740991])
one("valid-lamport-jumps", 0, "clean", b"".join(JUMP), JUMP)
BARE = journal([note("a")], first=opening(more=""))
one("valid-bare-opening", 0, "clean", b"".join(BARE), BARE)
TB = journal([f'"k":"see","heads":{{"{A}":9}}', note("by b")], writer=B, ls=[10, 11, 12])
vector("valid-two-writers", 0, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                B + ".jsonl": (b"".join(TB), 3, head(TB), "clean")})
PAR = journal([note("by b")], writer=B, ls=[0, 1])
vector("valid-two-writers-at-once", 0, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                        B + ".jsonl": (b"".join(PAR), 2, head(PAR), "clean")})
TC = journal([f'"k":"see","heads":{{"{A}":9,"{B}":2}}', note("by c")], writer=C, ls=[13, 14, 15])
vector("valid-three-writers", 0, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                  B + ".jsonl": (b"".join(TB), 3, head(TB), "clean"),
                                  C + ".jsonl": (b"".join(TC), 3, head(TC), "clean")})
vector("valid-second-writer-never-began", 0, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                              B + ".jsonl": (b"", 0, ZERO, "none")})
one("valid-empty-file", 0, "none", b"", [])

# torn: an unfinished write at the end
S, LAST = b"".join(J[:9]), J[9]
for cut in (1, 5, 20, 45, len(LAST) - 30, len(LAST) - 3):
    one(f"torn-cut-at-{cut}", 1, "torn", S + LAST[:cut], J[:9])
one("torn-zeroes", 1, "torn", S + b"\0" * 80, J[:9])
one("torn-cut-and-zeroes", 1, "torn", S + LAST[:33] + b"\0" * 50, J[:9])
one("torn-line-end-zeroed", 1, "torn", S + LAST[:-1] + b"\0", J[:9])
one("torn-opening-cut", 1, "torn", J[0][:50], [])
one("torn-opening-zeroes", 1, "torn", b"\0" * len(J[0]), [])
WIDE = journal([note("y" * 1400), note("z" * 1400)])
W = b"".join(WIDE)
at = (len(b"".join(WIDE[:2])) // 512 + 1) * 512
one("torn-sector-missing", 1, "torn", W[:at] + b"\0" * 512 + W[at + 512:], WIDE[:2])
one("torn-two-sectors-missing", 1, "torn", W[:at] + b"\0" * 1024 + W[at + 1024:], WIDE[:2])
first = len(b"".join(WIDE[:2]))
one("torn-first-sector-missing", 1, "torn", W[:first] + b"\0" * (at - first) + W[at:], WIDE[:2])
one("torn-no-line-end", 1, "line-end-missing", ALL[:-1], J)
one("torn-opening-no-line-end", 1, "line-end-missing", J[0][:-1], J[:1])
# a complete last line that doesn't verify: saved once, perhaps
one("rotten-body", 1, "rotten", S + flip(LAST, 60), J[:9])
one("rotten-number", 1, "rotten", S + flip(LAST, 5), J[:9])
one("rotten-link", 1, "rotten", S + flip(LAST, len(LAST) - 10), J[:9])
one("rotten-frame", 1, "rotten", S + flip(LAST, len(LAST) - 38), J[:9])
one("rotten-line-end", 1, "rotten", S + LAST[:-1] + b"J", J[:9])
one("rotten-one-zero", 1, "rotten", S + LAST[:60] + b"\0" + LAST[61:], J[:9])
one("rotten-doubled", 1, "rotten", ALL + J[9], J)
# The last line begins with a sector; the ones in the sector before it are gone.
PAD = journal([note("a" * 700), note("b" * 50), note("c" * 50), note("d" * 50), note("e" * 50)])
PAD = journal([note("a" * (700 + 1536 - len(b"".join(PAD)))), note("b" * 50), note("c" * 50), note("d" * 50),
               note("e" * 50), note("last")])
P = b"".join(PAD)
assert P[1535:1537] == b"\n{"
one("rotten-zeroes-before-another-line", 1, "rotten", P[:1024] + b"\0" * 512 + P[1536:], PAD[:2])
one("rotten-then-cut", 1, "rotten", S + flip(LAST, 60) + LAST[:7], J[:9])


# damaged
def damaged(name, lines, good):
    one("damaged-" + name, 65, "damaged", b"".join(lines), J[:good])


damaged("bit-in-body", J[:4] + [flip(J[4], 60)] + J[5:], 4)
damaged("bit-in-number", J[:4] + [flip(J[4], 5)] + J[5:], 4)
damaged("bit-in-time", J[:4] + [flip(J[4], 20)] + J[5:], 4)
damaged("bit-in-link", J[:4] + [flip(J[4], len(J[4]) - 9)] + J[5:], 4)
damaged("bit-in-frame", J[:4] + [flip(J[4], len(J[4]) - 37)] + J[5:], 4)
damaged("bit-in-opening", [flip(J[0], 90)] + J[1:], 0)
damaged("opening-only", [flip(J[0], 90)], 0)
damaged("line-end-gone", J[:4] + [J[4][:-1]] + J[5:], 4)
damaged("dropped", J[:4] + J[5:], 4)
damaged("dropped-last-but-one", J[:7] + [J[8], J[9]], 7)
damaged("swapped", J[:4] + [J[5], J[4]] + J[6:], 4)
damaged("swapped-last", J[:8] + [J[9], J[8]], 8)
damaged("doubled", J[:5] + [J[4]] + J[5:], 5)
damaged("crlf", [x[:-1] + b"\r\n" for x in J], 0)
damaged("byte-order-mark", [b"\xef\xbb\xbf"] + J, 0)
damaged("merge-markers", [b"<<<<<<< ours\n"] + J[:6] + [b"=======\n"] + J[6:] + [b">>>>>>> theirs\n"], 0)
damaged("markers-at-end", J + [b"=======\n", b">>>>>>> theirs\n"], 10)
damaged("cut-in-the-middle", J[:4] + [J[4][:30]] + J[5:], 4)
LONG = journal([note(f"answer {i}") for i in range(1, 30)])
one("damaged-zeroes-in-the-middle", 65, "damaged",
    b"".join(LONG)[:1024] + b"\0" * 512 + b"".join(LONG)[1536:], LONG[:7])
damaged("edited", J[:4] + [J[4].replace(b"answer", b"ANSWER")] + J[5:], 4)
FIX = line(4, 4, note("changed"), head(J[:4]))[0]
one("damaged-edited-and-linked-anew", 65, "damaged", b"".join(J[:4] + [FIX] + J[5:]), J[:4] + [FIX])
damaged("no-opening", J[1:], 0)
damaged("not-a-journal", [b"hello\n", b"world\n"], 0)


def strange(name, make, good=J[:3]):
    """A line whose link is right and whose frame isn't, and another after it."""
    front = make.encode()
    h = link(head(good), front)
    bad = front + f',"h":"{h}"}}\n'.encode()
    after, _ = line(4, 4, note("after"), h)
    one("damaged-" + name, 65, "damaged", b"".join(good) + bad + after, good)


strange("space-in-frame", f'{{"n": 3,"l":3,"t":"{T}",{note("a")}')
strange("leading-zero", f'{{"n":03,"l":3,"t":"{T}",{note("a")}')
strange("gap-in-numbers", f'{{"n":4,"l":4,"t":"{T}",{note("a")}')
strange("lamport-stands-still", f'{{"n":3,"l":2,"t":"{T}",{note("a")}')
strange("counter-too-large", f'{{"n":3,"l":9007199254740993,"t":"{T}",{note("a")}')
strange("time-with-space", f'{{"n":3,"l":3,"t":"20 Nov",{note("a")}')
strange("kind-not-first", f'{{"n":3,"l":3,"t":"{T}","text":"a","k":"note"')
UP = J[3][:-35] + J[3][-35:-3].upper() + J[3][-3:]
damaged("upper-case-link", J[:3] + [UP] + J[4:], 3)
one("damaged-first-line-no-opening", 65, "damaged", b"".join(journal([note("b")], first=note("a"))), [])
one("damaged-opening-without-salt", 65, "damaged",
    b"".join(journal([note("b")], first=f'"k":"open","fmt":1,"sid":"{SID}","w":"{A}"')), [])
OTHER = journal([note("a")], writer=B)
one("foreign-writer", 65, "foreign", b"".join(OTHER), OTHER)
FS = journal([note("a")], writer=C, first=opening(C, sid="77" * 16))
vector("foreign-session", 65, {A + ".jsonl": (ALL, 10, head(J), "clean"), B + ".jsonl": (b"".join(TB), 3, head(TB), "clean"),
                               C + ".jsonl": (b"".join(FS), 2, head(FS), "foreign")})
vector("lost-lines-that-were-seen", 65, {A + ".jsonl": (b"".join(J[:8]), 8, head(J[:8]), "clean"),
                                         B + ".jsonl": (b"".join(TB), 3, head(TB), "clean")},
       f"lost {A} 9")
vector("lost-writer-that-was-seen", 65, {B + ".jsonl": (b"".join(TB), 3, head(TB), "clean")}, f"lost {A} 9")
vector("stray-copy", 65, {A + ".jsonl": (ALL, 10, head(J), "clean"), A + " (copy).jsonl": (ALL, 0, "", "")},
       f"stray {A} (copy).jsonl")
vector("damaged-other-writer", 65, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                    B + ".jsonl": (TB[0] + flip(TB[1], 40) + TB[2], 1, head(TB[:1]), "damaged")})
vector("torn-other-writer", 1, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                B + ".jsonl": (TB[0] + TB[1] + TB[2][:30], 2, head(TB[:2]), "torn")})

# forked: two copies went on separately
F1, h1 = line(6, 6, note("elsewhere"), head(J[:6]))
F2, _ = line(7, 8, note("elsewhere too"), h1)
one("forked-branch-after", 65, "forked", ALL + F1 + F2, J)
one("forked-one-line", 65, "forked", b"".join(J[:7]) + F1, J[:7])
one("forked-at-first-answer", 65, "forked", b"".join(J[:3]) + line(1, 1, note("other"), head(J[:1]))[0], J[:3])
one("forked-interleaved", 65, "forked", b"".join(J[:7]) + F1 + J[7] + F2 + J[8], J[:7])

# future: a newer format
NEW, hn = line(0, 0, '"k":"open","fmt":2,"anything":[]', ZERO)
one("future-format", 65, "future", NEW, [])
one("future-format-other-lines", 65, "future", NEW + b"a line of another kind\n\0\1\2", [])
vector("future-other-writer", 65, {A + ".jsonl": (ALL, 10, head(J), "clean"),
                                   B + ".jsonl": (line(0, 4, '"k":"open","fmt":12', ZERO)[0], 0, ZERO, "future")})

if __name__ == "__main__":
    root = os.path.join(HERE, "v1")
    shutil.rmtree(root, ignore_errors=True)
    for name, (exit, files, warnings) in vectors.items():
        os.makedirs(os.path.join(root, name))
        expected = [f"exit {exit}"]
        for file, (content, count, h, word) in sorted(files.items()):
            with open(os.path.join(root, name, file), "wb") as out:
                out.write(content)
            if word:
                expected.append(f"{file[:16]} {count - 1} {h} {word}")
        with open(os.path.join(root, name, "expected"), "w") as out:
            out.write("\n".join(expected + list(warnings)) + "\n")
    print(len(vectors), "vectors")
