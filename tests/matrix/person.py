"""A person on Matrix with a client of another make than the bot's: matrix-nio, with encryption.

    person.py HOMESERVER USER PASSWORD FOLDER

Reads commands as JSON lines and writes what happens as JSON lines:

    {"id":1,"do":"send","room":"!r","type":"m.room.message","content":{…}}  encrypted where the room is
    {"id":2,"do":"call","method":"POST","path":"createRoom","body":{…}}     anything else of the API

    {"ready":"@ana:localhost","device":"…","token":"…"}
    {"done":1,"answer":{…}}            or {"failed":1,"why":"…"}
    {"room":"!r","event":{…},"encrypted":true,"readable":true}   each event of a timeline, once, in order
    {"room":"!r","typing":["@bot:localhost"]}
    {"invite":"!r","from":"@bot:localhost"}
"""

import asyncio
import json
import logging
import sys

import aiohttp
import nio

FILTER = {"room": {"timeline": {"limit": 200}}}


def tell(**what):
    print(json.dumps(what), flush=True)


class Person:
    def __init__(self, homeserver, user, folder):
        config = nio.AsyncClientConfig(store_sync_tokens=True, encryption_enabled=True)
        self.homeserver = homeserver
        self.client = nio.AsyncClient(homeserver, user, store_path=folder, config=config)
        # One after the other: two who share keys at once use the same ones.
        self.keys_alone = asyncio.Lock()

    async def log_in(self, password):
        answer = await self.client.login(password, device_name="nio")
        if not isinstance(answer, nio.LoginResponse):
            raise RuntimeError(f"log-in failed: {answer}")
        # Before rooms are made: who has no keys on the server is sent none.
        await self.client.sync(timeout=0, full_state=True, sync_filter=FILTER)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        tell(ready=answer.user_id, device=answer.device_id, token=answer.access_token)

    async def sync_forever(self):
        while True:
            try:
                await self.keys()
                answer = await self.client.sync(timeout=10_000, sync_filter=FILTER)
                await self.client.send_to_device_messages()
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                await asyncio.sleep(0.2)
                continue
            if isinstance(answer, nio.SyncResponse):
                self.report(answer)
            else:
                await asyncio.sleep(0.2)

    async def keys(self):
        async with self.keys_alone:
            if self.client.should_upload_keys:
                await self.client.keys_upload()
            if self.client.should_query_keys:
                await self.client.keys_query()
            if self.client.should_claim_keys:
                await self.client.keys_claim(self.client.get_users_for_key_claiming())

    def report(self, answer):
        for room, invited in answer.rooms.invite.items():
            froms = [event.sender for event in invited.invite_state]
            tell(invite=room, **{"from": froms[-1] if froms else None})
        for room, joined in answer.rooms.join.items():
            for event in joined.timeline.events:
                unreadable = isinstance(event, nio.MegolmEvent)
                encrypted = unreadable or bool(getattr(event, "decrypted", False))
                tell(room=room, event=event.source, encrypted=encrypted, readable=not unreadable)
            for event in joined.ephemeral:
                if isinstance(event, nio.TypingNoticeEvent):
                    tell(room=room, typing=event.users)

    async def send(self, room, content, type="m.room.message", txn=None):
        until = asyncio.get_running_loop().time() + 30
        # The answer of a sync may not have brought the room yet.
        while room not in self.client.rooms and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.05)
        await self.keys()
        async with self.keys_alone:
            answer = await self.client.room_send(
                room, type, content, tx_id=txn, ignore_unverified_devices=True
            )
        if not isinstance(answer, nio.RoomSendResponse):
            raise RuntimeError(str(answer))
        return {"event_id": answer.event_id}

    async def call(self, method, path, body=None):
        if not path.startswith("/"):
            path = f"/_matrix/client/v3/{path}"
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            async with session.request(method, self.homeserver + path, json=body) as answer:
                text = await answer.text()
                if answer.status >= 400:
                    raise RuntimeError(f"{answer.status} {text}")
                return json.loads(text or "{}")

    async def do(self, command):
        number, what = command.pop("id"), command.pop("do")
        try:
            answer = await {"send": self.send, "call": self.call}[what](**command)
            tell(done=number, answer=answer)
        except Exception as error:  # Whatever it is, who asked must know.
            tell(failed=number, why=f"{type(error).__name__}: {error}")


async def main():
    homeserver, user, password, folder = sys.argv[1:5]
    logging.disable(logging.WARNING)
    person = Person(homeserver, user, folder)
    await person.log_in(password)
    lines = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    syncing = asyncio.create_task(person.sync_forever())
    running = set()
    while line := await lines.readline():
        doing = asyncio.create_task(person.do(json.loads(line)))
        running.add(doing)
        doing.add_done_callback(running.discard)
        if syncing.done():
            syncing.result()
    syncing.cancel()
    await person.client.close()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
