#!/usr/bin/env python3
"""The newest articles of a query, and in plain words what is wrong where there is no answer. Standard library only.

XUNBAO=http://127.0.0.1:3000 XUNBAO_KEY=... python3 watch.py 渡口
Exit code 0: answered; 1: the service said no; 2: it is not there, or not ready.
"""
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("XUNBAO", "http://127.0.0.1:3000").rstrip("/")
KEY = os.environ.get("XUNBAO_KEY")
TRIES, MOST_WAIT = 3, 5


class NotThere(Exception):
    """Nobody answers, or what answers is not xunbao."""


def get(path, **parameters):
    """The JSON of one call. Waits and asks again where the service says that it will be ready soon (503 and 429 with Retry-After)."""
    url = f"{BASE}{path}?{urllib.parse.urlencode(parameters)}"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {KEY}"} if KEY else {})
    for tries_left in reversed(range(TRIES)):
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            problem = problem_of(error)
            if error.code not in (429, 503) or tries_left == 0:
                raise SystemExit(explain(problem)) from None
            time.sleep(min(float(error.headers.get("Retry-After", 1)), MOST_WAIT))
        except (TimeoutError, socket.timeout):
            raise NotThere(f"{BASE} took the call and did not answer within 30 seconds. Its log says what it is doing.") from None
        except urllib.error.URLError as error:
            raise NotThere(f"nobody answers at {BASE} ({error.reason}). Is the service running? Start it with: npm start") from None
        except ValueError:
            raise NotThere(f"what answers at {BASE} is not xunbao. Look at XUNBAO.") from None


def problem_of(error):
    """The problem in an answer (RFC 9457); a proxy in front answers with something else."""
    try:
        problem = json.load(error)
        return problem if "code" in problem else {"code": f"HTTP {error.code}", "detail": "no answer of xunbao"}
    except (ValueError, TypeError):
        return {"code": f"HTTP {error.code}", "detail": f"what stands in front of {BASE} answered, not xunbao: is the service behind it running?"}


def explain(problem):
    hints = {"UNAUTHORIZED": "Set XUNBAO_KEY to a read key.", "NOT_READY": "It is loading its index; ask again in a minute."}
    return f"{problem['code']}: {problem['detail']} {hints.get(problem['code'], '')}".rstrip()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        answer = get("/api/v1/search", q=" ".join(sys.argv[1:]), sort="newest", limit=10)
    except NotThere as reason:
        print(reason, file=sys.stderr)
        sys.exit(2)
    print(f"{answer['total']} articles")
    for hit in answer["hits"]:
        article = hit["article"]
        print(article.get("date", "-"), article.get("paper", "-"), article["title"], f"{BASE}/articles/{urllib.parse.quote(hit['id'], safe='')}")
