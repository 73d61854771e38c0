#!/bin/sh
# NOT TRIED: the shape of a program around Evolis' kit, without a printer and without the kit.
# Prints on the card that load.sh has brought to the contacts.
#   feeder: command, load: [load.sh, PRINTER]
#   print: [print.sh, PRINTER, '{front}', '{back}'] with format: png, dpi: 300
# Name EVOLIS_PRINT in 'variables' of the printer, and set it to your kit's program that prints pictures on the card inside without taking another one.
printer=$1
front=$2
back=${3:-}
[ -n "$EVOLIS_PRINT" ] || { echo "EVOLIS_PRINT is not set" >&2; exit 75; }
"$EVOLIS_PRINT" --printer "$printer" --no-feed --front "$front" ${back:+--back "$back"}
code=$?
case $code in
0) exit 0 ;;
*) echo "the kit ended with $code for card $TEMPCARD_CARD" >&2; exit 1 ;; # somebody has to look
esac
