"""A Synapse on loopback for as long as standard input is open.

    homeserver.py PORT [limits] [refresh]

Writes {"ready":true} when it answers, then an answer to each command, one JSON line each:

    {"do":"stop"}                 ends the server; its data is kept
    {"do":"start"}                starts it again
    {"do":"user","name":"ana"}    makes an account, and gives its token and device
    {"do":"call","method":"POST","path":"/_matrix/…","body":{…},"token":"…"}   as that account
    {"do":"admin","method":"DELETE","path":"/_synapse/admin/v2/…","body":{…}}

At the end of input it is killed and its data is deleted. With `limits` Synapse's own limits of
messages hold; with `refresh` access tokens live for a few seconds.
"""

import hashlib
import hmac
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

SECRET = "any-words-for-the-test"
MANY = "{per_second: 10000, burst_count: 10000}"

BASE = """
listeners:
  - {{bind_addresses: ["127.0.0.1"], port: {port}, type: http, tls: false, x_forwarded: false, resources: [{{names: [client], compress: false}}]}}
public_baseurl: "http://127.0.0.1:{port}/"
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
registration_shared_secret: "{secret}"
enable_registration: false
bcrypt_rounds: 4
presence: {{enabled: false}}
url_preview_enabled: false
rc_registration: {many}
rc_login: {{address: {many}, account: {many}, failed_attempts: {many}}}
rc_joins: {{local: {many}, remote: {many}}}
rc_joins_per_room: {many}
rc_invites: {{per_room: {many}, per_user: {many}, per_issuer: {many}}}
rc_room_creation: {many}
rc_reports: {many}
rc_3pid_validation: {many}
rc_admin_redaction: {many}
log_config: "{folder}/log.yaml"
"""
NO_LIMITS = "rc_message: {many}\n"
REFRESH = "refreshable_access_token_lifetime: 15s\nrefresh_token_lifetime: 24h\n"
LOG = """
version: 1
disable_existing_loggers: false
formatters: {{short: {{format: "%(asctime)s %(levelname)s %(name)s %(message)s"}}}}
handlers: {{file: {{class: logging.FileHandler, formatter: short, filename: "{folder}/synapse.log"}}}}
root: {{level: WARNING, handlers: [file]}}
"""


def tell(**what):
    print(json.dumps(what), flush=True)


class Server:
    def __init__(self, port, words):
        self.port = port
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="lectern-synapse-"))
        self.process = None
        self.token = None
        self.configure(words)

    def configure(self, words):
        facts = {"port": self.port, "folder": self.folder, "secret": SECRET, "many": MANY}
        text = BASE.format(**facts)
        text += "" if "limits" in words else NO_LIMITS.format(**facts)
        text += REFRESH if "refresh" in words else ""
        (self.folder / "test.yaml").write_text(text)
        (self.folder / "log.yaml").write_text(LOG.format(**facts))
        generate = ["--server-name", "localhost", "--config-path", "base.yaml"]
        generate += ["--config-directory", str(self.folder), "--data-directory", str(self.folder)]
        self.run(*generate, "--generate-config", "--report-stats=no").wait()

    def run(self, *arguments):
        output = open(self.folder / "output.log", "ab")
        command = [sys.executable, "-m", "synapse.app.homeserver", *arguments]
        return subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )

    def start(self):
        self.process = self.run("-c", "base.yaml", "-c", "test.yaml")
        until = time.monotonic() + 100
        while time.monotonic() < until and self.process.poll() is None:
            try:
                versions = f"http://127.0.0.1:{self.port}/_matrix/client/versions"
                urllib.request.urlopen(versions, timeout=5).read()
                return tell(ready=True)
            except OSError:
                time.sleep(0.1)
        tell(ready=False, output=(self.folder / "output.log").read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def call(self, method, path, body=None, token=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method)
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        if body is not None:
            request.data = json.dumps(body).encode()
        try:
            return json.load(urllib.request.urlopen(request, timeout=30))
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{error.code} {error.read().decode()}") from error

    def user(self, name, password="secret", admin=False):
        path = "/_synapse/admin/v1/register"
        nonce = self.call("GET", path)["nonce"]
        said = [nonce, name, password, "admin" if admin else "notadmin"]
        mac = hmac.new(SECRET.encode(), "\0".join(said).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        return self.call("POST", path, body)

    def admin(self, method, path, body=None):
        if self.token is None:
            self.token = self.user("admin", admin=True)["access_token"]
        return self.call(method, path, body, self.token)

    def do(self, command):
        what = command.pop("do")
        if what == "stop":
            self.stop()
            tell(stopped=True)
        elif what == "start":
            self.start()
        else:
            try:
                tell(answer={"user": self.user, "call": self.call, "admin": self.admin}[what](**command))
            except Exception as error:  # Whatever it is, who asked must know.
                tell(why=f"{type(error).__name__}: {error}")

    def end(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    # Ctrl-C reaches every process of the terminal; the end of input says it as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = Server(int(sys.argv[1]), sys.argv[2:])
    try:
        server.start()
        for line in sys.stdin:
            server.do(json.loads(line))
    finally:
        server.end()


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    main()
