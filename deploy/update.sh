#!/bin/sh
# Puts another version in the place of the one that runs, later or earlier, while requests go on being answered.
#   ./update.sh VERSION
# It builds the image from this clone unless there is one of that tag, dumps the database, migrates, and only then
# replaces one copy after the other. When it stops, what ran still runs; started again, it goes on.
set -eu
cd "$(dirname "$0")"

fail() {
    echo "update.sh: $*" >&2
    exit 1
}

prepare() {
    ./secrets.sh "$(sed -n 's/^SECRETS=//p' .env)"
    docker image inspect "ctc-reporting:$VERSION" >/dev/null 2>&1 || docker compose build migrate
    (umask 077 && mkdir -p backups &&
        docker compose exec -T postgres pg_dump --username ctc --format custom ctc >"backups/before-$VERSION.dump")
    docker compose run --rm --no-deps migrate || fail "the migration failed, so nothing was replaced"
    docker compose run --rm --no-deps topics || fail "the topics could not be prepared, so nothing was replaced"
    docker compose run --rm --no-deps access || fail "roles and rights could not be set, so nothing was replaced"
}

replace_copies_of() {
    for old in $(docker compose ps --all --quiet "$1"); do
        [ "$(docker inspect --format '{{.Config.Image}}' "$old")" != "ctc-reporting:$VERSION" ] || continue
        before=$(docker compose ps --all --quiet "$1")
        copies=$(echo "$before" | wc -l)
        docker compose up --no-start --no-recreate --scale "$1=$((copies + 1))" "$1"
        new=$(docker compose ps --all --quiet "$1" | grep --invert-match --fixed-strings "$before")
        docker start "$new" >/dev/null
        if ! is_soon_healthy "$new"; then
            docker logs --tail 20 "$new" >&2
            docker rm --force "$new" >/dev/null
            fail "the new copy of $1 does not become healthy, and was removed; the old one still runs"
        fi
        docker stop "$old" >/dev/null
        docker rm "$old" >/dev/null
    done
}

is_soon_healthy() {
    for _ in $(seq 300); do
        [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" != healthy ] || return 0
        ! is_stopped_by_dead_letters "$1" || return 0
        sleep 1
    done
    return 1
}

# No copy is healthy then, and it may be this version that mends the cause.
is_stopped_by_dead_letters() {
    docker exec "$1" bash -c '
        ask="GET /health/ready HTTP/1.0\r\n\r\n"
        if [ -n "${CTC_TLS_CERTIFICATE:-}" ]; then
            printf "$ask" | openssl s_client -quiet -connect 127.0.0.1:8000 -CAfile "$CTC_CA_FILE" -verify_return_error
        else
            exec 3<>/dev/tcp/127.0.0.1/8000 && printf "$ask" >&3 && cat <&3
        fi' | grep --quiet '"consumer_stopped":true'
} 2>/dev/null

[ $# = 1 ] || fail "say which version: ./update.sh VERSION"
export VERSION="$1"
previous=$(sed -n 's/^VERSION=//p' .env)
prepare
for service in assessments followup unoct council exchange portal; do
    replace_copies_of $service
done
# Whoever is connected to Kafka through the gate comes again within a second.
if docker compose config --services | grep --quiet --line-regexp kafka-gate; then
    docker compose up --detach --no-deps kafka-gate
fi
sed -i "s/^VERSION=.*/VERSION=$VERSION/" .env
echo "$VERSION runs. To go back: ./update.sh $previous"
