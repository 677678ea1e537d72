#!/usr/bin/env python3
"""All hits of a query as CSV, page after page by the cursor. Standard library only.

XUNBAO=http://127.0.0.1:3000 XUNBAO_KEY=... python3 search.py [QUERY] [name=value ...]
for example: python3 search.py 职工 paper=云湾工人报 from=2024-03
"""
import csv
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("XUNBAO", "http://127.0.0.1:3000")
KEY = os.environ.get("XUNBAO_KEY")


def search(**parameters):
    url = f"{BASE}/api/v1/search?{urllib.parse.urlencode(parameters)}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {KEY}"} if KEY else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        problem = json.load(error)  # RFC 9457; `code` is stable
        sys.exit(f"{problem['code']}: {problem['detail']}")


def all_hits(**parameters):
    cursor = {}
    while True:
        answer = search(limit=100, **parameters, **cursor)
        yield from answer["hits"]
        if answer["cursor"] is None:
            return
        cursor = {"cursor": answer["cursor"]}


def utf16_slice(text, start, end):
    """Offsets count UTF-16 units; Python counts code points, which differ beyond U+FFFF (𠮷, emoji)."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


if __name__ == "__main__":
    query = sys.argv[1] if len(sys.argv) > 1 else "职工"
    filters = dict(argument.split("=", 1) for argument in sys.argv[2:])
    sys.stdout.reconfigure(encoding="utf-8")
    out = csv.writer(sys.stdout)
    out.writerow(["id", "date", "paper", "title", "found"])
    for hit in all_hits(q=query, **filters):
        article = hit["article"]
        found = [utf16_slice(s["text"], *r) for s in [hit["title"], *hit["snippets"]] for r in s["ranges"]]
        out.writerow([hit["id"], article.get("date", ""), article.get("paper", ""), article["title"], " ".join(sorted(set(found)))])
