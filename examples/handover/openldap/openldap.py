#!/usr/bin/python3
"""Tells a directory of OpenLDAP which cards stand for which accounts.

Reads one hand-over event of TempCardIssuance as JSON on standard input (docs/hand-over.md), and ends with 0 when the
directory says so too. May run twice for the same event, and beside itself: it adds and removes single values.

TEMPCARD_DN      whose entry it is, such as 'uid={holder},ou=people,dc=example,dc=org'
TEMPCARD_LDAP    options of ldapmodify, '-H ldapi:/// -Y EXTERNAL -Q' without it
TEMPCARD_SLOT    the slot whose certificate logs on, '9A' without it
"""

import base64
import json
import os
import shlex
import subprocess
import sys
from datetime import datetime, timezone

ATTRIBUTE = "altSecurityIdentities"
CLASS = "tempcardAccount"
LDAP = shlex.split(os.environ.get("TEMPCARD_LDAP", "-H ldapi:/// -Y EXTERNAL -Q"))
SLOT = os.environ.get("TEMPCARD_SLOT", "9A")

# Results of LDAP (RFC 4511, 4.1.9).
NO_SUCH_ATTRIBUTE, EXISTS, NO_SUCH_ENTRY = 16, 20, 32


class Failure(Exception):
    """Why it is not in force."""


def entry(holder):
    """The distinguished name of a holder's entry, escaped (RFC 4514, 2.4)."""
    escaped = "".join("\\" + c if c in '"+,;<>\\=' else f"\\{ord(c):02x}" if ord(c) < 32 else c for c in holder)
    if escaped[:1] in (" ", "#"):
        escaped = "\\" + escaped
    if escaped.endswith(" "):
        escaped = escaped[:-1] + "\\ "
    return os.environ["TEMPCARD_DN"].replace("{holder}", escaped)


def modify(name, how, attribute, value, is_done):
    def line(key, text):
        return f"{key}:: {base64.b64encode(text.encode()).decode()}\n"

    change = line("dn", name) + f"changetype: modify\n{how}: {attribute}\n" + line(attribute, value) + "-\n"
    done = subprocess.run(
        ["ldapmodify", *LDAP], input=change, capture_output=True, text=True, check=False)
    if done.returncode not in (0, *is_done):
        raise Failure(done.stderr.strip() or f"ldapmodify ended with {done.returncode}")


def hand_over(event):
    if event["schema"] != 1:
        raise Failure(f"this program knows events of schema 1, not {event['schema']}")
    if event["holder"] is None or event["event"] in ("endingSoon", "overdue"):
        return
    name = entry(event["holder"])
    values = [c["x509IssuerSerialNumber"] for c in event["certificates"] if c["slot"] == SLOT]
    gives = event["event"] in ("granted", "extended") and not is_over(event["until"])
    if not gives:
        for value in values:
            modify(name, "delete", ATTRIBUTE, value, (NO_SUCH_ATTRIBUTE, NO_SUCH_ENTRY))
        return
    if not values:
        raise Failure(f"card {event['card']['number']} has no certificate in slot {SLOT}")
    modify(name, "add", "objectClass", CLASS, (EXISTS,))
    for value in values:
        modify(name, "add", ATTRIBUTE, value, (EXISTS,))


def is_over(until):
    return until is not None and datetime.fromisoformat(until.replace("Z", "+00:00")) <= datetime.now(timezone.utc)


def main():
    try:
        hand_over(json.load(sys.stdin))
    except (Failure, KeyError, ValueError, OSError) as failure:
        print(f"openldap: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
