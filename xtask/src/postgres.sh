# Runs a private PostgreSQL in a folder of its own until standard input closes. However the caller ends, by itself
# or killed, its end of the pipe closes, and the database and its folder go.
#
# usage: sh postgres.sh FOLDER-OF-PROGRAMS FOLDER-FOR-DATA PORT, the password in PASSWORD
# Prints "ready" once the database answers. On failure prints its log to stderr and ends with 1.
set -eu
# Ctrl-C belongs to the caller; this ends when the caller has.
trap '' INT TERM HUP
programs=$1 port=$3
umask 077
folder=$(mktemp -d "$2/plenary-postgres.XXXXXX")
trap 'rm -rf "$folder"' EXIT

printf '%s' "$PASSWORD" >"$folder/password"
if ! "$programs/initdb" --pgdata="$folder/data" --username=plenary --pwfile="$folder/password" --auth=password \
	--encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 </dev/null; then
	cat "$folder/log" >&2
	exit 1
fi
rm "$folder/password"

# Nothing here outlives the tests: durability would only cost time.
"$programs/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
	-c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	>"$folder/log" 2>&1 </dev/null &
server=$!
tries=0
until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" -t 1; do
	tries=$((tries + 1))
	if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
		cat "$folder/log" >&2
		kill -INT "$server" 2>/dev/null || true
		exit 1
	fi
	sleep 0.1
done
echo ready

cat >/dev/null
kill -INT "$server" 2>/dev/null || true
wait "$server" 2>/dev/null || true
