#!/bin/sh
# Names the images of others in .env by the digests of what their tags stand for today. Needs a registry.
set -eu
cd "$(dirname "$0")"

for variable in $(sed -n 's/^\([A-Z_]*_IMAGE\)=.*/\1/p' .env); do
    image=$(sed -n "s/^$variable=//p" .env)
    tag=${image%@*}
    docker pull --quiet "$tag" >/dev/null
    digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$tag")
    sed -i "s|^$variable=.*|$variable=$tag@${digest#*@}|" .env
    sed -n "s/^$variable=//p" .env
done
