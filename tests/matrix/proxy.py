"""What stands between the bot and its homeserver, and does what no healthy Synapse does.

    proxy.py PORT HOMESERVER

Forwards every request. Reads commands as JSON lines, and answers each, a rule with {"done":true}:

    {"do":"refuse","path":"/sync","status":502,"times":3}   answers so itself;
                                                            "error":{…} is what it says
    {"do":"lose","path":"/send/","times":1}                 forwards it, and closes without an answer
    {"do":"delay","path":"/sync","seconds":4,"times":5}     forwards it later

    {"do":"left"}                                           tells how often rules will hold yet: {"left":2}
    {"do":"end"}                                            tells the same, and ends all rules

A rule holds for requests with its path in theirs, and for as many as it says.
"""

import asyncio
import json
import os
import sys

import aiohttp
import yarl
from aiohttp import web


def tell(**what):
    print(json.dumps(what), flush=True)


class Proxy:
    def __init__(self, homeserver):
        self.homeserver = homeserver
        self.rules = []
        self.session = None

    def rule(self, path):
        for rule in self.rules:
            if rule["path"] in path and rule["times"] > 0:
                rule["times"] -= 1
                return rule
        return {"do": "forward"}

    async def forward(self, request):
        rule = self.rule(request.path)
        if rule["do"] == "refuse":
            error = {"errcode": "M_UNKNOWN", "error": "the test wants it so"}
            return web.json_response(rule.get("error", error), status=rule["status"])
        if rule["do"] == "delay":
            await asyncio.sleep(rule["seconds"])
        hop = ("host", "connection", "transfer-encoding", "content-length", "accept-encoding")
        headers = {name: value for name, value in request.headers.items() if name.lower() not in hop}
        # As it came, percent signs and all.
        address = yarl.URL(self.homeserver + request.raw_path, encoded=True)
        body = await request.read()
        async with self.session.request(
            request.method, address, headers=headers, data=body or None, allow_redirects=False
        ) as answer:
            text = await answer.read()
            if rule["do"] == "lose":
                request.transport.close()
                return web.Response()
            kept = {name: value for name, value in answer.headers.items() if name.lower() == "retry-after"}
            kind = answer.headers.get("Content-Type", "application/json")
            return web.Response(body=text, status=answer.status, headers={**kept, "Content-Type": kind})


async def main():
    port, homeserver = sys.argv[1:3]
    proxy = Proxy(homeserver)
    proxy.session = aiohttp.ClientSession()
    server = web.ServerRunner(web.Server(proxy.forward))
    await server.setup()
    await web.TCPSite(server, "127.0.0.1", int(port)).start()
    tell(ready=True)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    while line := await lines.readline():
        rule = json.loads(line)
        if rule["do"] in ("left", "end"):
            tell(left=sum(rule["times"] for rule in proxy.rules))
            if rule["do"] == "end":
                proxy.rules.clear()
        else:
            proxy.rules.append(rule)
            tell(done=True)
    await proxy.session.close()
    # A sync that is still waited for must not hold it back.
    os._exit(0)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
