# One run of a detached job on its node: a directory with the program, what it reads and prints, and how it ended. POSIX sh.
# $1 what to do, $2 the run, then what that wants.
umask 077
verb=$1 d=$HOME/.cloudmesh/jobs/$2
shift 2

boot_id() {
    cat /proc/sys/kernel/random/boot_id 2>/dev/null
}

nap() {
    sleep 0.2 2>/dev/null || sleep 1
}

# The program, its group if it leads one, and all it started, as numbers.
tree() {
    p=$(cat "$d/pid" 2>/dev/null) || return 0
    ps -A -o pid= -o ppid= -o pgid= -o stat= 2>/dev/null | awk -v root="$p" '
        $4 !~ /^Z/ { parent[$1] = $2; group[$1] = $3 }
        END {
            ours[root] = 1
            do {
                more = 0
                for (each in parent) {
                    if (!(each in ours) && (parent[each] in ours || group[each] == root)) {
                        ours[each] = 1
                        more = 1
                    }
                }
            } while (more)
            for (each in ours) if (each in parent) print each
        }'
}

# Whether what was begun has ended: by itself, or with the machine, or by somebody who killed it, perhaps while it was begun.
ended() {
    [ ! -e "$d/exit" ] || return 0
    [ "$(cat "$d/boot" 2>/dev/null)" = "$(boot_id)" ] || return 0
    p=$(cat "$d/pid" 2>/dev/null)
    [ -n "$p" ] || { [ -n "$(find "$d/begun" -prune -mmin +5 2>/dev/null)" ] && return; }
    [ -n "$p" ] && ! kill -0 "$p" 2>/dev/null
}

# Prints a file from that offset to its present end; sets n to that end. Whoever follows it too may remove it meanwhile, and what
# tail said of that would be taken for the program's own.
copy() {
    n=$({ wc -c <"$1"; } 2>/dev/null)
    n=$((n))
    [ "$n" -gt "$2" ] || { n=$2 && return; }
    tail -c +$(($2 + 1)) "$1" 2>/dev/null | head -c $((n - $2))
}

case $verb in

# put FILE: takes one of the files a run needs from standard input.
put)
    mkdir -p "$d" && cat >"$d/$1.new" && mv "$d/$1.new" "$d/$1"
    ;;

# launch NAMES ARGUMENT...: begins the program, the script with these arguments or this command. It is given the variables of
# these names, which are here behind a prefix. A second launch does nothing.
launch)
    export CLOUDMESH_NAMES="$1"
    shift
    mkdir -p "$d" || exit 1
    mkdir "$d/begun" 2>/dev/null || exit 0
    boot_id >"$d/boot"
    [ -e "$d/stdin" ] || : >"$d/stdin"
    : >"$d/stdout" && : >"$d/stderr" || exit 1
    if [ -e "$d/script" ]; then
        case $(head -c 2 "$d/script") in
        '#!') chmod 700 "$d/script" && set -- "$d/script" "$@" ;;
        *) set -- sh "$d/script" "$@" ;;
        esac
    fi
    # Whoever ends it says so before looking for the pid, so that one of the two sees the other.
    run='echo $$ >"$0/pid.new" && mv "$0/pid.new" "$0/pid"
        [ ! -e "$0/ended" ] || exit
        (
            for CLOUDMESH_NAME in $CLOUDMESH_NAMES; do
                eval "export $CLOUDMESH_NAME=\"\$CLOUDMESH_OF_$CLOUDMESH_NAME\"; unset CLOUDMESH_OF_$CLOUDMESH_NAME"
            done
            unset CLOUDMESH_NAMES CLOUDMESH_NAME
            exec "$@"
        ) <"$0/stdin" >"$0/stdout" 2>"$0/stderr"
        status=$?
        # Of what was ended, how it took that is no exit status.
        [ ! -e "$0/ended" ] || exit
        echo $status >"$0/exit.new" && mv "$0/exit.new" "$0/exit"'
    # A session of its own, so that it can be ended as a group; nohup where there is no setsid.
    if command -v setsid >/dev/null 2>&1; then leader=setsid; else leader=nohup; fi
    $leader sh -c "$run" "$d" "$@" </dev/null >/dev/null 2>&1 &
    until [ -e "$d/pid" ]; do nap; done
    ;;

# follow STDOUT STDERR: prints what comes beyond these offsets. Ends with 0 when the program has ended, with 3 if it goes on.
follow)
    o=$1 e=$2 looks=0
    [ -d "$d/begun" ] || exit 4
    while [ $looks -lt 150 ]; do
        # Looked at first: what was printed before the end is there then.
        if ended; then over=1; else over=; fi
        copy "$d/stdout" "$o"
        o=$n
        copy "$d/stderr" "$e" >&2
        e=$n
        [ -z "$over" ] || exit 0
        nap
        looks=$((looks + 1))
    done
    exit 3
    ;;

# status: prints the exit status, or "ended" if somebody ended it, or nothing if it ended without one.
status)
    if [ -e "$d/exit" ]; then cat "$d/exit"; elif [ -e "$d/ended" ]; then echo ended; fi
    exit 0
    ;;

# end: TERM, two seconds, KILL. A run that has not begun never will. Exit status 1 if something still lives.
end)
    mkdir -p "$d" && : >"$d/ended" && mkdir "$d/begun" 2>/dev/null && exit 0
    looks=0
    while [ $looks -lt 10 ] && [ ! -e "$d/pid" ]; do
        nap
        looks=$((looks + 1))
    done
    for signal in TERM KILL; do
        all=$(tree)
        [ -n "$all" ] || exit 0
        kill -$signal $all 2>/dev/null
        looks=0
        while [ $looks -lt 10 ] && [ -n "$(tree)" ]; do
            nap
            looks=$((looks + 1))
        done
    done
    [ -z "$(tree)" ]
    ;;

# remove: of one that was ended before it began, the mark stays, as a launch may be on its way.
remove)
    [ -e "$d/ended" ] && [ ! -e "$d/pid" ] || rm -rf "$d"
    ;;
esac
