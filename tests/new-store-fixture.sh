#!/usr/bin/env bash
# Makes a store of the present schema in SQLite and in PostgreSQL, as Fixtures/schema-NNNN.db and .sql of the tests of
# upgrades: six cards requested; batch B-000001 (one card good, one failed and released) completed; batch B-000002 cut
# off with its first card in hand. To be run before a migration is added: ./build.sh && tests/new-store-fixture.sh
# Needs Linux with PostgreSQL (./build.sh test installs it). Usage: new-store-fixture.sh [folder to write to]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
target=$(realpath "${1:-$root/tests/TempCardIssuance.Tests/Infrastructure/Storage/Fixtures}")
schema=$(find "$root/src" -path '*/Migrations/*.sql' -printf '%f\n' | sort | tail -n 1 | cut -c 1-4)
postgres=$(find /usr/lib/postgresql -path '*/bin/initdb' | sort -V | tail -n 1 | xargs dirname)
work=$(mktemp -d)
chmod 755 "$work"

# Neither the name of this machine nor that of its user gets into the stores.
namespaces=(--uts)
as_server=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
if [ "$(id -u)" != 0 ]; then
    namespaces+=(--map-root-user)
    as_server=()
fi

tempcard=(
    unshare "${namespaces[@]}" sh -c 'hostname station && exec "$@"' - "$root/artifacts/tempcard/tempcard"
)

# Fills the store of a configuration.
fill() {
    local yaml=$1/tempcard.yaml run=("${tempcard[@]}" --config "$1" --yes)
    sed -i 's/cards: 1000/cards: 1000, faults: [{ card: 2, apdu: 17 }]/' "$yaml"
    "${run[@]}" request new --amount 6 --site Berlin
    # 1: some cards failed.
    "${run[@]}" issue T-00001 T-00002 --no-print || [ $? = 1 ]
    "${run[@]}" complete B-000001 --release-failed

    # With the times of a real card, the process is killed at its first step.
    sed -i 's/, faults: .*\]/, timing: true/' "$yaml"
    mkfifo "$1/events"
    "${run[@]}" issue T-00003 T-00004 --no-print --json > /dev/null 2> "$1/events" &
    local process=$!
    grep -q -m 1 '"cardStep"' < "$1/events"
    kill -9 $process
    wait $process || true
    "${run[@]}" cards --number T-00003 | grep InProduction
}

"${tempcard[@]}" config new "$work/sqlite" > /dev/null
fill "$work/sqlite"
"${tempcard[@]}" --config "$work/sqlite" store backup "$work/sqlite/copy.db"

mkdir "$work/server"
[ "$(id -u)" != 0 ] || chown nobody:nogroup "$work/server"
"${as_server[@]}" "$postgres/initdb" -D "$work/server" -U postgres -A trust -E UTF8 -N > /dev/null
"${as_server[@]}" "$postgres/pg_ctl" -D "$work/server" -w -s -l "$work/server/log" -o "-k $work/server -h ''" start
trap '"${as_server[@]}" "$postgres/pg_ctl" -D "$work/server" -w -s -m immediate stop; rm -rf "$work"' EXIT
"$postgres/createdb" -h "$work/server" -U postgres tempcard
export TEMPCARD_DB="Host=$work/server;Username=postgres;Database=tempcard"
"${tempcard[@]}" config new "$work/postgres" > /dev/null
sed -i 's/^store:.*/store: { provider: postgresql, connection: env:TEMPCARD_DB }/' "$work/postgres/tempcard.yaml"
fill "$work/postgres"
# The lines that begin so are for psql alone, with a number of chance.
"$postgres/pg_dump" -h "$work/server" -U postgres --inserts --no-owner --no-privileges tempcard |
    sed '/^\\/d' > "$work/dump.sql"

cp "$work/sqlite/copy.db" "$target/schema-$schema.db"
cp "$work/dump.sql" "$target/schema-$schema.sql"
chmod 644 "$target/schema-$schema".*
echo "$target/schema-$schema.db and .sql"
