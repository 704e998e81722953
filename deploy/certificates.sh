#!/bin/sh
# Makes an authority for this installation alone, and from it a certificate for each container that others call.
#   ./certificates.sh [DIRECTORY [DAYS]]
# The authority's key is not kept. To renew all, run it again, and start everything again.
set -eu
cd "$(dirname "$0")"
umask 077
directory=${1:-secrets}
days=${2:-825}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

keep() {
    chmod 444 "$1"
    mv -f "$1" "$directory/$2"
}

mkdir -p "$directory"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days "$days" -subj "/CN=CTC installation" \
    -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
for host in postgres kafka gateway assessments followup unoct council exchange portal; do
    names=DNS:$host
    [ "$host" != gateway ] || names=$names,DNS:localhost,IP:127.0.0.1 # so it is called from this machine
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$host" \
        -addext "subjectAltName=$names" -keyout "$work/$host.key" -out "$work/$host.csr" 2>/dev/null
    openssl x509 -req -in "$work/$host.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days "$days" \
        -copy_extensions copy -out "$work/$host.pem" 2>/dev/null
    cat "$work/$host.key" "$work/$host.pem" >"$work/$host"
    keep "$work/$host" "tls_$host"
done
keep "$work/ca.pem" tls_ca
echo "made tls_ca and a certificate for each container in $directory, for $days days"
