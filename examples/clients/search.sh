#!/bin/sh
# The API with curl. XUNBAO=http://127.0.0.1:3000 XUNBAO_KEY=… sh search.sh [QUERY]
set -eu
api="${XUNBAO:-http://127.0.0.1:3000}/api/v1"
query="${1:-遮光帘}"
ask() { curl --silent --show-error --fail-with-body ${XUNBAO_KEY:+-H "Authorization: Bearer $XUNBAO_KEY"} "$@"; echo; }

# A search: values are percent-encoded by curl, filters stand beside q.
ask -G "$api/search" --data-urlencode "q=$query" -d limit=3 -d facets=paper,year

# How a page would be divided; dryRun stores nothing.
page=$(mktemp)
trap 'rm -f "$page"' EXIT
printf '望渡晚报\n2030年5月18日 星期六 第2版\n\n渡口夜班加开一趟船\n\n本报讯（记者 陶砚）从今晚起，望渡渡口夜班加开一趟船，末班船改到十一点半。\n' > "$page"
ask -X POST "$api/pages?dryRun=1" -H 'Content-Type: text/plain' --data-binary "@$page"

# Stored, it is found at once; its id is in the answer. Then it is taken out again.
stored=$(ask -X POST "$api/pages" -H 'Content-Type: text/plain' --data-binary "@$page")
echo "$stored"
ask -G "$api/search" --data-urlencode 'q="夜班加开一趟船"'
id=$(printf '%s' "$stored" | sed -n 's/^{"page":{"id":"\([^"]*\)".*/\1/p')
ask -X DELETE "$api/pages/$id"
