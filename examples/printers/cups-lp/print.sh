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
if ! answer=$(lp -d "$queue" -t "$TEMPCARD_CARD-$TEMPCARD_ATTEMPT" "$@" -- "$document"); then
    state | grep -q '^printer ' && exit 75
    exit 1 # the server went away in the middle: somebody has to look
fi
job=${answer#request id is }
job=${job%% *}
echo "$job"

# It has to end by itself: who is ended can't take back what would come out on another body later.
left=${WAIT_SECONDS:-240} # less than timeOutSeconds of the printer
away=${AWAY_SECONDS:-30}
while :; do
    if ! jobs=$(lpstat -W not-completed -o "$queue" 2>&1); then
        if [ "$away" -le 0 ]; then
            echo "What became of $job is not known: $jobs" >&2
            exit 1 # somebody has to look
        fi
        away=$((away - 1))
    elif ! echo "$jobs" | grep -q "^$job "; then
        exit 0
    elif stopped; then
        tell
        cancel "$job"
        exit 1
    elif [ "$left" -le 0 ]; then
        echo "$job did not end" >&2
        cancel "$job"
        exit 1
    fi
    left=$((left - 1))
    sleep 1
done
