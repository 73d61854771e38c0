#!/bin/sh
# A certification authority over "openssl ca" for TempCardIssuance (type: command). See README.md.
#
#   openssl-ca.sh FOLDER init                              makes the authority
#   openssl-ca.sh FOLDER issue PROFILE CARD PRODUCTION     request (PEM) on standard input, certificate on output
#   openssl-ca.sh FOLDER find PRODUCTION                   what was issued for a production
#   openssl-ca.sh FOLDER revoke SERIAL REASON              certificate on standard input; renews the list
#   openssl-ca.sh FOLDER list                              renews the list
#   openssl-ca.sh FOLDER check                             whether it could issue, and what ends when
#   openssl-ca.sh FOLDER certificates                      its certificate, then those above
#
# Exit codes: 0 done, 69 could not be asked, 77 refused, all others failed.
set -eu
umask 077

readonly AWAY=69 REFUSED=77
here=$(cd "$(dirname "$0")" && pwd)

stop() {
    code=$1
    shift
    echo "$*" >&2
    exit "$code"
}

# Names become parts of paths.
plain() {
    case $1 in
        '' | *[!A-Za-z0-9._%-]* | [._-]*) stop $REFUSED "'$1' can't be a name" ;;
    esac
}

# The file of a production. Its id has slashes (B-000001/T-00001/1), and two stores have the same ids.
file_of() {
    name=$(printf '%s%%%s' "${TEMPCARD_STORE:-none}" "$1" | tr / %)
    plain "$name"
    production=$CA_FOLDER/productions/$name
}

# Two at once would write over each other's record. Who waits, waits as long as the program may take.
lock() {
    exec 9>"$CA_FOLDER/lock"
    flock 9
}

open_ca() {
    [ -f "$CA_FOLDER/ca.crt" ] || stop $AWAY "there is no authority in '$CA_FOLDER'; make one with init"
}

# Date and time of RFC 3339 as openssl ca wants it: YYYYMMDDHHMMSSZ.
compact() { printf %s "$1" | tr -d ':T-'; }

# What openssl x509 and openssl crl say of two dates ("notBefore=2026-01-01 00:00:00Z", a line each), as beginning/end.
dates_of() { sed 's/^[^=]*=//; s/ /T/' | paste -sd/ -; }

init() {
    [ ! -e "$CA_FOLDER/ca.key" ] || stop 1 "there is an authority in '$CA_FOLDER' already"
    mkdir -p "$CA_FOLDER/certs" "$CA_FOLDER/productions" "$CA_FOLDER/profiles"
    cp "$here"/profiles/*.cnf "$CA_FOLDER/profiles/"
    cp "$here/openssl.cnf" "$CA_FOLDER/openssl.cnf"
    : >"$CA_FOLDER/index.txt"
    echo 01 >"$CA_FOLDER/crlnumber"
    openssl req -config "$CA_FOLDER/openssl.cnf" -x509 -extensions authority -sha384 -days 3650 \
        -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout "$CA_FOLDER/ca.key" \
        -subj "${1:-/CN=Example issuing authority}" -out "$CA_FOLDER/ca.crt" 2>/dev/null
    renew_list
}

# The names of the extensions that a request has, a line each.
asked_extensions() {
    openssl req -in "$1" -noout -text \
        | sed -n '/Requested Extensions:/,/Signature Algorithm/s/^ \{16\}\([^ ].*\):.*$/\1/p'
}

renew_list() {
    openssl ca -config "$CA_FOLDER/openssl.cnf" -gencrl -out "$CA_FOLDER/crl.pem.new" 2>/dev/null
    openssl crl -in "$CA_FOLDER/crl.pem.new" -outform DER -out "$CA_FOLDER/crl.der.new"
    mv "$CA_FOLDER/crl.der.new" "$CA_FOLDER/crl.der"
    mv "$CA_FOLDER/crl.pem.new" "$CA_FOLDER/crl.pem"
}

issue() {
    profile=$1
    plain "$profile"
    file_of "$3"
    : "${TEMPCARD_NOT_BEFORE:?}" "${TEMPCARD_NOT_AFTER:?}"
    config=$CA_FOLDER/profiles/$profile.cnf
    [ -f "$config" ] || stop $REFUSED "there is no profile '$profile'"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cat >"$work/request.pem"
    openssl req -in "$work/request.pem" -verify -noout 2>/dev/null \
        || stop $REFUSED "the request is not signed by its key"

    asked_extensions "$work/request.pem" | while read -r extension; do
        sed -n 's/^# takes: //p' "$config" | grep -qFx "$extension" || stop $REFUSED "'$profile' takes no '$extension'"
    done

    # The serial number is on record before anything is signed, so that find sees what comes of it, whatever happens.
    serial=$(openssl rand -hex 16 | tr a-f A-F | sed 's/^./4/')
    echo "$serial" >"$work/serial"
    lock
    if grep -qs " $profile\$" "$production"; then
        stop $REFUSED "there is an order '$profile' for $3 already"
    fi
    echo "$serial $profile" >>"$production"
    sync "$production"
    set -- -startdate "$(compact "$TEMPCARD_NOT_BEFORE")" -enddate "$(compact "$TEMPCARD_NOT_AFTER")"
    CA_SERIAL=$work/serial openssl ca -config "$config" -batch -notext -preserveDN "$@" \
        -in "$work/request.pem" -out "$work/certificate.pem" 2>"$work/errors" || {
        cat "$work/errors" >&2
        exit 1
    }
    cat "$work/certificate.pem"
}

find_issued() {
    file_of "$1"
    [ -f "$production" ] || return 0
    while read -r serial profile; do
        if [ -f "$CA_FOLDER/certs/$serial.pem" ]; then
            echo "Profile: $profile"
            cat "$CA_FOLDER/certs/$serial.pem"
        fi
    done <"$production"
}

revoke() {
    serial=$1 reason=$2
    plain "$serial"
    case $reason in
        cACompromise) reason=CACompromise ;;
        privilegeWithdrawn | aACompromise) reason=unspecified ;; # openssl ca has no word for them
    esac
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cat >"$work/certificate.pem"
    [ ! -f "$CA_FOLDER/certs/$serial.pem" ] || cp "$CA_FOLDER/certs/$serial.pem" "$work/certificate.pem"
    openssl verify -no_check_time -partial_chain -CAfile "$CA_FOLDER/ca.crt" "$work/certificate.pem" >/dev/null 2>&1 \
        || stop $REFUSED "no certificate $serial of this authority is known here"
    lock
    if ! openssl ca -config "$CA_FOLDER/openssl.cnf" -revoke "$work/certificate.pem" -crl_reason "$reason" \
        2>"$work/errors" && ! grep -q "Already revoked" "$work/errors"; then
        cat "$work/errors" >&2
        exit 1
    fi
    renew_list
}

check() {
    openssl x509 -in "$CA_FOLDER/ca.crt" -noout -checkend 0 >/dev/null || stop $AWAY "its certificate has expired"
    [ "$(openssl pkey -in "$CA_FOLDER/ca.key" -pubout)" = "$(openssl x509 -in "$CA_FOLDER/ca.crt" -noout -pubkey)" ] \
        || stop $AWAY "ca.key is not the key of ca.crt, or can't be read"
    echo "$(openssl x509 -in "$CA_FOLDER/ca.crt" -noout -dates -dateopt iso_8601 | dates_of) its certificate"
    echo "$(openssl crl -in "$CA_FOLDER/crl.pem" -noout -lastupdate -nextupdate -dateopt iso_8601 | dates_of)" \
        "its revocation list"
}

[ $# -ge 2 ] || stop 64 "usage: $0 FOLDER init|issue|find|revoke|list|check|certificates"
CA_FOLDER=$1
export CA_FOLDER CA_SERIAL=/dev/null
verb=$2
shift 2
case $verb in
    init) init "$@" ;;
    issue) open_ca && issue "$@" ;;
    find) open_ca && find_issued "$@" ;;
    revoke) open_ca && revoke "$@" ;;
    list) open_ca && lock && renew_list ;;
    check) open_ca && check ;;
    certificates) open_ca && cat "$CA_FOLDER/ca.crt" ;;
    *) stop 64 "'$verb' is none of init, issue, find, revoke, list, check, certificates" ;;
esac
