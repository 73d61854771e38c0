#!/usr/bin/env bash
# The demo for machines without PowerShell: examples/Demo.ps1 does the same through the module.
# usage: demo.sh TEMPCARD FOLDER
set -euo pipefail
tempcard=$1
out=$2
here=$(cd "$(dirname "$0")" && pwd)

step() { printf '\n== %s\n' "$*"; }

rm -rf "$out"
step "Configuration: three virtual stations, two certificates on each card"
"$tempcard" config new "$out" >/dev/null
cp "$here/demo.yaml" "$out/tempcard.yaml"
export TEMPCARD_CONFIG=$out/tempcard.yaml

step "Import 20 requests"
"$tempcard" request import "$here/requests.csv"

step "Issue them; one card is torn out of its reader half way"
"$tempcard" issue --number '*' || [ $? -eq 1 ]
batch=B-000001

step "The operator looks at the cards: one failed, and the face of one is judged wrong; both are repeated"
failed=$("$tempcard" --json cards --batch "$batch" --state failed | sed -n 's/.*"cardNumber": *"\([^"]*\)".*/\1/p')
wrong=$("$tempcard" --json cards --batch "$batch" --state unassigned --first 1 | sed -n 's/.*"cardNumber": *"\([^"]*\)".*/\1/p')
# shellcheck disable=SC2086 # one word for each card
"$tempcard" --yes repeat "$batch" --number $failed --number "$wrong" --reason "torn out; face smeared"

step "Everything is in order: complete the batch"
"$tempcard" --yes complete "$batch"
"$tempcard" --json batches "$batch" >"$out/batch.json"

"$tempcard" report "$batch" --path "$out/report.html" >/dev/null

step "Where to look"
printf 'report               %s\n' "$out/report.html"
printf 'faces                %s\n' "$out/faces"
printf 'revocation list      %s\n' "$out/ca/crl.pem"
printf 'batch as JSON        %s\n' "$out/batch.json"
printf 'unassigned cards     %s\n' "$("$tempcard" --json cards --state unassigned | grep -o '"cardNumber"' | wc -l)"
printf 'spoiled bodies       %s\n' "$(grep -o '"Spoiled"' "$out/batch.json" | wc -l)"
printf 'revoked certificates %s\n' "$(grep -o '"Revoked"' "$out/batch.json" | wc -l)"
