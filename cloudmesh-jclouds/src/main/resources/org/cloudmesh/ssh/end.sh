# Ends a process, its group if it leads one, and all its descendants: TERM, two seconds, KILL. POSIX sh.
# $1 the process id, or nothing while it is unknown; $2$3 a nonce in its arguments, halved so as not to find this script.
# $4 not empty: what it left under ~/.cloudmesh/run is removed afterwards. Exit status 1 if something still lives.
p=$1 k=$2$3 remove=$4

find_by_nonce() {
    ps -A -o pid= -o args= 2>/dev/null | while read -r q a; do
        case $a in *"$k"*) echo "$q"; break ;; esac
    done
}

# Adds to $l who was started by one of $l or is in the group; sets $alive. Zombies are gone: their parent may be slow.
look() {
    all=$(ps -A -o pid= -o ppid= -o pgid= -o stat= 2>/dev/null)
    if [ -z "$all" ]; then # no ps on this machine
        alive=
        if kill -0 "-$p" 2>/dev/null || kill -0 "$p" 2>/dev/null; then alive=$p; fi
        return
    fi
    before=
    until [ "$before" = "$l" ]; do
        before=$l alive= outside=
        set -- $all
        while [ $# -ge 4 ]; do
            case $4 in
            Z*) ;;
            *)
                case "$l g$3 " in
                *" $1 "*) in=1 ;;
                *" g$p "*) in=1 l="$l$1 " ;;
                *) case $l in *" $2 "*) in=1 l="$l$1 " ;; *) in= ;; esac ;;
                esac
                if [ -n "$in" ]; then
                    alive="$alive $1"
                    [ "$3" = "$p" ] || outside="$outside $1"
                fi
                ;;
            esac
            shift 4
        done
    done
}

signal() {
    kill "-$1" "-$p" 2>/dev/null || outside=$alive
    [ -z "$outside" ] || kill "-$1" $outside 2>/dev/null
}

i=0
while [ -z "$p" ] && [ $i -lt 10 ]; do
    p=$(find_by_nonce)
    [ -n "$p" ] || sleep 0.1
    i=$((i + 1))
done
[ -n "$p" ] || exit 1

l=" $p " outside=
look
[ -z "$alive" ] || signal TERM
i=0
while look && [ -n "$alive" ] && [ $i -lt 20 ]; do
    sleep 0.1 2>/dev/null || sleep 1
    i=$((i + 1))
done
if [ -n "$alive" ]; then
    signal KILL
    i=0
    while look && [ -n "$alive" ] && [ $i -lt 5 ]; do
        sleep 0.1 2>/dev/null || sleep 1
        i=$((i + 1))
    done
fi
[ -z "$remove" ] || rm -rf ~/.cloudmesh/run/"$k"
[ -z "$alive" ]
