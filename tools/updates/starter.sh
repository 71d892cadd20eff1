#!/bin/sh
# Starts the version of Sai Thong that `current` names, and goes back to the former one where it shows no window.
# The same as starter.c for systems with a shell; sai_thong/updates/installation.py tells what the files mean.
name=$(basename "$0")
here=$(dirname "$(readlink -f "$0")")
restart=75
most_tries=3

# The version that a pointer file names, as the folder `app-1.2.3`; nothing where it names none that lies here.
version_in() {
    found=$(head -n 1 "$1" 2>/dev/null)
    case $found in
        app-*[!0-9.]* | app-) ;;
        app-*) [ -x "$here/$found/$name" ] && printf %s "$found" ;;
    esac
}

go_back() {
    mv -f "$here/trial/former" "$here/current" 2>/dev/null
}

refuse_without() {
    [ -n "$1" ] && return
    echo "Sai Thong: install it again, no version of it lies in $here" >&2
    exit 1
}

if [ "$name" != SaiThong ]; then
    version=$(version_in "$here/current")
    refuse_without "$version"
    exec "$here/$version/$name" "$@"
fi

child=
trap '[ -n "$child" ] && kill -TERM "$child" 2>/dev/null' TERM INT HUP
while :; do
    version=$(version_in "$here/current")
    former=$(version_in "$here/trial/former")
    on_trial=
    if [ -n "$former" ] && [ "$former" != "$version" ]; then
        tries=$(cat "$here/trial/tries" 2>/dev/null)
        if [ -z "$version" ] || [ ${#tries} -ge $most_tries ]; then
            go_back
            version=$former
        else
            on_trial=yes
            { printf . >>"$here/trial/tries"; } 2>/dev/null
        fi
    fi
    refuse_without "$version"
    "$here/$version/$name" "$@" <&0 &
    child=$!
    wait "$child"
    code=$?
    while kill -0 "$child" 2>/dev/null; do
        wait "$child"
        code=$?
    done
    child=
    if [ -n "$on_trial" ] && [ -f "$here/trial/former" ]; then
        # A person or the system may end it: 130, 137 and 143. Everything else is a version that does not come up.
        case $code in
            0 | 130 | 137 | 143 | "$restart") ;;
            *)
                go_back || exec "$here/$former/$name" "$@"
                continue
                ;;
        esac
    fi
    [ "$code" -eq $restart ] || exit "$code"
done
