#!/bin/sh
# Makes the passwords that are missing, each in a file of its own, and changes none that is there.
#   ./secrets.sh [DIRECTORY]
# Only the directory's owner can reach the files. Within a container, a program that is given one can read it.
set -eu
cd "$(dirname "$0")"
umask 077
directory=${1:-secrets}
mkdir -p "$directory"

make() {
    [ ! -s "$directory/$1" ] || return 0
    head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$directory/$1.new"
    chmod 444 "$directory/$1.new"
    mv "$directory/$1.new" "$directory/$1"
    echo "made $directory/$1"
}

# Of an installation from before: PostgreSQL keeps the password with which its volume was made.
if [ -f .env ] && [ ! -e "$directory/postgres_owner" ]; then
    sed -n 's/^POSTGRES_PASSWORD=\(..*\)$/\1/p' .env | tr -d '\n' >"$directory/postgres_owner"
    chmod 444 "$directory/postgres_owner"
fi
make postgres_owner
make kafka_admin
for service in assessments followup unoct council exchange; do
    make "postgres_$service"
    make "kafka_$service"
done
make edition_keys
