#!/usr/bin/python3
"""Tells MIT Kerberos which cards stand for which principals.

Reads one hand-over event of TempCardIssuance as JSON on standard input (docs/hand-over.md), and ends with 0 when the
KDC does what it says. May run twice for the same event, and beside itself.

TEMPCARD_KADMIN  command, 'kadmin.local' without it; such as 'kadmin -p tempcard/admin -k -t /etc/tempcard.keytab'
TEMPCARD_SLOT    the slot whose certificate logs on, '9A' without it
"""

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import datetime, timezone

RULE = "pkinit_cert_match"
KADMIN = shlex.split(os.environ.get("TEMPCARD_KADMIN", "kadmin.local"))
SLOT = os.environ.get("TEMPCARD_SLOT", "9A")
TRIES = 10


class Failure(Exception):
    """Why it is not in force."""


def kadmin(*arguments):
    """What kadmin writes; None where there is no such principal, or no such string."""
    done = subprocess.run(
        [*KADMIN, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C"})
    errors = [line for line in done.stderr.splitlines() if " while " in line]
    if any(re.search("Principal does not exist|Attribute not found", line, re.IGNORECASE) for line in errors):
        return None
    if done.returncode != 0 or errors:
        raise Failure(done.stderr.strip() or f"kadmin ended with {done.returncode}")
    return done.stdout


def strings(principal):
    """The string attributes of a principal; None: there is no such principal."""
    output = kadmin("get_strings", principal)
    if output is None:
        return None
    return dict(line.split(": ", 1) for line in output.splitlines() if ": " in line)


def together(rules):
    """One rule that all these cards match: MIT Kerberos takes one for a principal."""
    if len(rules) == 1:
        return rules[0]
    issuers, subjects = set(), []
    for rule in rules:
        *issuer, subject = rule.removeprefix("&&").rsplit("<SUBJECT>", 1)
        issuers.add("".join(issuer))
        subjects.append(subject.removeprefix("^").removesuffix("$"))
    if len(issuers) != 1:
        raise Failure("cards of several authorities can't be one rule: give each holder one card")
    return f"&&{issuers.pop()}<SUBJECT>^({'|'.join(subjects)})$"


def settle(principal, key, rule):
    """Keeps the rule of a card (None: takes it away), and the one that follows from the rules of all cards."""
    for _ in range(TRIES):
        have = strings(principal)
        if have is None:
            if rule is None:
                return
            raise Failure(f"there is no principal {principal}")
        if have.get(key) != rule:
            if rule is None:
                kadmin("del_string", principal, key)
            else:
                kadmin("set_string", principal, key, rule)
            have = {**have, key: rule}
        rules = [have[name] for name in sorted(have) if name.startswith("tempcard-") and have[name] is not None]
        wanted = together(rules) if rules else None
        if have.get(RULE) == wanted:
            return
        if wanted is None:
            kadmin("del_string", principal, RULE)
        else:
            kadmin("set_string", principal, RULE, wanted)
        # Looks again: another card of this holder may have come or gone meanwhile.
    raise Failure("somebody else keeps changing this principal")


def hand_over(event):
    if event["schema"] != 1:
        raise Failure(f"this program knows events of schema 1, not {event['schema']}")
    holder, what = event["holder"], event["event"]
    if holder is None or what in ("endingSoon", "overdue"):
        return
    # No instances: who has a card of the drawer is no administrator.
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*(@[A-Za-z0-9.-]+)?", holder):
        raise Failure(f"{holder!r} is no principal that gets a card")
    rule = None
    if what in ("granted", "extended") and not is_over(event["until"]):
        rules = [c["pkinitCertMatch"] for c in event["certificates"] if c["slot"] == SLOT and c["state"] == "Active"]
        if len(rules) != 1 or rules[0] is None:
            raise Failure(f"card {event['card']['number']} has no certificate in slot {SLOT} that a rule can name")
        rule = rules[0]
    settle(holder, f"tempcard-{event['card']['number']}", rule)


def is_over(until):
    return until is not None and datetime.fromisoformat(until.replace("Z", "+00:00")) <= datetime.now(timezone.utc)


def main():
    try:
        hand_over(json.load(sys.stdin))
    except (Failure, KeyError, ValueError, OSError) as failure:
        print(f"mit-kdc: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
