#!/bin/sh
# Prints one card with CUPS' lp, and ends when the queue is done with it.
#   print: [print.sh, QUEUE, '{document}', OPTION...]     options are those of lp, such as -o Duplex=DuplexTumble
#   check: [print.sh, QUEUE]
# The queue must keep what failed: lpadmin -p QUEUE -o printer-error-policy=stop-printer. A job that is gone was printed,
# as far as this can tell: one that somebody cancels in the queue looks the same.
queue=$1
export LC_ALL=C

state() {
    lpstat -p "$queue" 2>&1
}

stopped() {
    state | grep -q '^printer .* disabled '
}

tell() {
    state | tr '\n' ' ' >&2
}

if stopped || ! state | grep -q '^printer '; then
    tell
    exit 75 # nothing was printed, try again
fi
[ $# -gt 1 ] || exit 0

document=$2
shift 2
answer=$(lp -d "$queue" -t "$TEMPCARD_CARD-$TEMPCARD_ATTEMPT" "$@" -- "$document") || exit 75
job=${answer#request id is }
job=${job%% *}
echo "$job"
while lpstat -W not-completed -o "$queue" | grep -q "^$job "; do
    if stopped; then
        tell
        cancel "$job"
        exit 1 # somebody has to look
    fi
    sleep 1
done
