# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Shared by the scripts of this folder, which set `top` and then source it. Everything said here goes to stderr.
: "${top:?}"

fail() { # MESSAGE...
    printf 'packaging/%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Runs a command as one step: one line with its time; what it prints goes to build/log/NAME.log.
step() { # NAME TITLE COMMAND...
    step_log=$top/build/log/$1.log
    step_title=$2
    shift 2
    mkdir -p "${step_log%/*}"
    step_start=$(date +%s)
    printf '%s ...' "$step_title" >&2
    step_ticker=
    : >"$step_log"
    if [ -t 2 ]; then
        step_tick &
        step_ticker=$!
    fi
    step_status=0
    "$@" >"$step_log" 2>&1 </dev/null || step_status=$?
    if [ -n "$step_ticker" ]; then
        kill "$step_ticker" 2>/dev/null || :
        wait "$step_ticker" 2>/dev/null || :
        printf '\r\033[K%s ...' "$step_title" >&2
    fi
    [ "$step_status" -eq 0 ] || printf ' failed after' >&2
    printf ' %s s\n' "$(($(date +%s) - step_start))" >&2
    return "$step_status"
}

# On a terminal: seconds so far and the counter of ninja. Ends with the script, however that ends.
step_tick() {
    while sleep 1 && kill -0 "$$" 2>/dev/null; do
        step_counter=$(tail -n 1 "$step_log" | grep -o '^\[[0-9]*/[0-9]*\]' || :)
        printf '\r\033[K%s ... %s s %s' "$step_title" "$(($(date +%s) - step_start))" "$step_counter" >&2
    done
}

# After a failed step: shows what the command said, from the first failed command of a build on.
give_up() {
    if grep -q '^FAILED: ' "$step_log"; then
        sed -n '/^FAILED: /,$p' "$step_log" | head -n 80 >&2
    else
        tail -n 40 "$step_log" >&2
    fi
    fail "\"$step_title\" failed; all that it said is in $step_log"
}

# How many compilers to run at a time: one a core, if each can have 1.5 GB of memory.
build_jobs() {
    awk -v cores="$(nproc)" '/^MemAvailable:/ { jobs = int($2 / 1500000) }
        END { if (jobs > cores) jobs = cores; print (jobs < 1 ? 1 : jobs) }' /proc/meminfo
}
