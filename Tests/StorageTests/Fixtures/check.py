#!/usr/bin/env python3
"""An independent reader of journals, format 1: `check.py FOLDER...` prints what `verify` should find.

Without arguments it reads all vectors in v1/ and compares with their files `expected`; exit 1 if one differs.
Written from docs/journal-format.md, slow and plain. It shares no code with make.py or with the program.
"""
import hashlib, os, re, sys

LINE = re.compile(rb'\{"n":(0|[1-9]\d*),"l":(0|[1-9]\d*),"t":"([0-9A-Za-z:.+-]{1,40})",("k":".+),"h":"([0-9a-f]{32})"\}\Z', re.S)
OPEN = re.compile(rb'"k":"open","fmt":([1-9]\d{0,8})(?:,"sid":"([0-9a-f]{32})","w":"([0-9a-f]{16})","salt":"[0-9a-f]{64}")?')


def parse(text):
    """(n, l, body, link, front) of a line without its line end, or None."""
    found = LINE.match(text) if len(text) <= 1 << 20 else None
    if not found or int(found[1]) > 2**53 or int(found[2]) > 2**53:
        return None
    return int(found[1]), int(found[2]), found[4], found[5].decode(), text[:-42 + 2]


def link(previous, front):
    return hashlib.sha256(bytes.fromhex(previous) + front).hexdigest()[:32]


def torn(tail, start):
    """Do all zeroes lie in whole sectors of 512 bytes or at the very end, and are there any?"""
    kept = tail.rstrip(b"\0")
    any_zero = len(kept) < len(tail)
    place = 0
    while place < len(kept):
        end = min(len(kept), ((start + place) // 512 + 1) * 512 - start)
        part = kept[place:end]
        if 0 in part:
            if part.strip(b"\0"):
                return False
            any_zero = True
        place = end
    return any_zero


def judge(data, writer):
    """(good lines, head, word, session, seen)"""
    good, head, at, last_l, session, seen = [], "00" * 16, 0, -1, None, {}

    def take(text):
        nonlocal head, last_l, session
        p = parse(text)
        if not p or p[0] != len(good) or p[1] <= last_l or link(head, p[4]) != p[3]:
            return False
        if not good:
            o = OPEN.match(p[2])
            if not o:
                return False
            if int(o[1]) > 1:
                return "future"
            if not o[2]:
                return False
            session = (o[2].decode(), o[3].decode())
        if p[2].startswith(b'"k":"see"'):
            for w, n in re.findall(rb'"([0-9a-f]{16})":(\d+)', p[2]):
                seen[w.decode()] = max(seen.get(w.decode(), 0), int(n))
        good.append((p[3], text))
        head, last_l = p[3], p[1]
        return True

    while (end := data.find(b"\n", at)) >= 0:
        ok = take(data[at:end])
        if ok == "future":
            return 0, "00" * 16, "future", None, {}
        if not ok:
            break
        at = end + 1
    word = tail_word(data, at, good, head)
    if word == "line-end-missing":
        take(data[at:])
    if good and session[1] != writer:
        word = "foreign"
    return len(good), head, word, session and session[0], seen


def tail_word(data, at, good, head):
    tail = data[at:]
    if not tail:
        return "clean" if good else "none"
    pieces = tail.split(b"\n")
    if pieces[-1] == b"":
        pieces.pop()
    complete = tail.count(b"\n")

    def fits(text, previous):
        p = parse(text)
        return bool(p) and link(previous, p[4]) == p[3]

    if complete == 0:
        if fits(tail, head):
            return "line-end-missing"
        return "rotten" if tail[-1] != 0 and fits(tail[:-1], head) else "torn"
    p = parse(pieces[0])
    if p and 0 < p[0] < len(good) and fits(pieces[0], good[p[0] - 1][0]) and good[p[0]][1] != pieces[0]:
        return "forked"
    intact, links = 0, [head]
    for piece in pieces:
        p = parse(piece)
        intact += any(fits(piece, x) for x in links)
        links = [head] + ([p[3], link(links[-1], p[4])] if p else re.findall("[0-9a-f]{32}", piece[-34:-2].decode("latin1")))
    # The start of another line in it: more than one line was there.
    is_torn = torn(tail, at) and not re.search(rb'.\{"n":[0-9]', tail, re.S)
    if intact or complete > 1 or (not good and not is_torn):
        return "damaged"
    return "torn" if len(pieces) == 1 and is_torn else "rotten"


EXIT = {"clean": 0, "none": 0, "torn": 1, "rotten": 1, "line-end-missing": 1}


def check(folder):
    found, sessions, seen, extra = {}, [], {}, []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".jsonl"):
            continue
        if not re.fullmatch(r"[0-9a-f]{16}\.jsonl", name):
            extra.append(f"stray {name}")
            continue
        with open(os.path.join(folder, name), "rb") as file:
            result = judge(file.read(), name[:16])
        found[name[:16]] = result
        if result[3]:
            sessions.append(result[3])
        for w, n in result[4].items():
            seen[w] = max(seen.get(w, 0), n)
    session = max(sessions, key=sessions.count) if sessions else None
    lines, worst = [], 0
    for w, (count, head, word, sid, _) in found.items():
        if sid and sid != session and EXIT.get(word, 65) < 65:
            word = "foreign"
        worst = max(worst, EXIT.get(word, 65))
        lines.append(f"{w} {count - 1} {head} {word}")
    for w, n in sorted(seen.items()):
        if w not in found or found[w][0] <= n:
            extra.append(f"lost {w} {n}")
    if extra:
        worst = 65
    return "\n".join([f"exit {worst}"] + lines + extra) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for folder in sys.argv[1:]:
            print(check(folder), end="")
        sys.exit(0)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "v1")
    bad = 0
    for name in sorted(os.listdir(root)):
        with open(os.path.join(root, name, "expected")) as file:
            expected = file.read()
        got = check(os.path.join(root, name))
        if got != expected:
            bad += 1
            print(f"{name}: expected\n{expected}but found\n{got}")
    print(len(os.listdir(root)), "vectors,", bad, "differ")
    sys.exit(bad > 0)
