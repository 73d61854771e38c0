#!/bin/sh
# NOT TRIED: the shape of a program around Zebra's Card SDK (Java or .NET), without a printer.
#   print: [print.sh, ADDRESS, '{front}', '{back}'] with format: png, dpi: 300
# Name ZEBRA_PRINT in 'variables' of the printer, and set it to a program of yours that calls ZebraCardPrinter.print with a job whose card source is "internal",
# the card that the smart card job has left in the printer, and ends with 66 where the SDK says that feeder or ribbon
# is empty.
address=$1
front=$2
back=${3:-}
[ -n "$ZEBRA_PRINT" ] || { echo "ZEBRA_PRINT is not set" >&2; exit 75; }
exec "$ZEBRA_PRINT" --address "$address" --source internal --front "$front" ${back:+--back "$back"}
