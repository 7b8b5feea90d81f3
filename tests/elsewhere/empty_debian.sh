#!/usr/bin/env bash
# Both commands of the README in an empty Debian: empty_debian.sh 12|13
#
# Makes a root of the base packages alone, clones the present commit into it, and calls ./tutorial site
# and ./tutorial test there, with an environment that knows nothing of this machine. Takes root rights,
# a network and 6 GB of disk under build-elsewhere/, which are free again afterwards. Ends with 0, with 1
# if a command failed, with 2 if the call is wrong, and with 77, and one line that says why, if such a
# root cannot be made here.
set -euo pipefail

declare -A names=([12]=bookworm [13]=trixie)
time_limit=${WINIT_ELSEWHERE_MINUTES:-55}
book=$(git -C "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" rev-parse --show-toplevel)

refuse() {
    echo "empty_debian.sh takes the number of a release, ${!names[*]}, got '$*'" >&2
    exit 2
}

cannot() {
    echo "An empty Debian cannot be made here: $*"
    exit 77
}

# Reads from a command's file what it said last; shows all of it where somebody will look for the cause.
last_words() { tail -n 1 "$1" | cut -c 1-200; }

need_debootstrap() {
    ((EUID == 0)) || cannot "it takes root"
    if ! command -v debootstrap >/dev/null; then
        command -v apt-get >/dev/null || cannot "there is no debootstrap"
        { apt-get -q update && apt-get -q install -y --no-install-recommends debootstrap; } \
            </dev/null >"$log" 2>&1 || cannot "debootstrap could not be installed: $(last_words "$log")"
    fi
    unshare --mount --pid --fork true 2>"$log" || cannot "no mounts of its own: $(last_words "$log")"
}

make_root() {
    debootstrap --variant=minbase --include=git,ca-certificates "${names[$release]}" "$root" \
        </dev/null >"$log" 2>&1 || cannot "debootstrap failed: $(last_words "$log")"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    echo "127.0.0.1 localhost" >"$root/etc/hosts"
    # What this machine trusts beyond the distribution, such as the proxy that it reaches the network by.
    if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
        cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
        chroot "$root" update-ca-certificates >"$log" 2>&1
    fi
    git clone -q "$book" "$root/book"
}

# Everything it mounts and starts ends with it.
inside() {
    unshare --mount --pid --fork --kill-child bash -euc '
        mount -t proc proc "$0/proc"
        mount --rbind /dev "$0/dev"
        mount -t tmpfs shm "$0/dev/shm"
        mount --rbind /sys "$0/sys"
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            LANG=C.UTF-8 CI=true NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt chroot "$0" bash -c "cd /book && $1"
    ' "$root" "$1" </dev/null
}

call() {
    local from=$SECONDS status=0
    echo "Debian $release: $1"
    timeout --kill-after=10 "$((time_limit * 60 - SECONDS))" \
        bash -c "$(declare -f inside); root='$root' inside '$1'" || status=$?
    if ((status == 124 || status == 137)); then
        echo "Debian $release: the time of $time_limit minutes is over during $1"
        exit 1
    fi
    ((status == 0)) || {
        echo "Debian $release: $1 failed"
        exit 1
    }
    echo "Debian $release: $1 passed after $((SECONDS - from)) s"
}

(($# == 1)) && [[ -v names[$1] ]] || refuse "$*"
release=$1
mkdir -p "$book/build-elsewhere"
root=$(mktemp -d "$book/build-elsewhere/debian-$release-XXXXXX")
log=$root.log
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root" "$log"' EXIT
need_debootstrap
make_root
inside "apt-get -q update" >"$log" 2>&1 || cannot "no packages from inside: $(last_words "$log")"
call "./tutorial site"
call "./tutorial test"
