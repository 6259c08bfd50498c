#!/usr/bin/env python3
"""A mail server that takes anything and keeps nothing: enough SMTP for curl and for robots.

usage: smtp-server.py PORT...
"""
import socketserver
import sys
import threading


class Session(socketserver.StreamRequestHandler):
    timeout = 8

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.example.test ESMTP")
        data = False
        for line in self.rfile:
            word = line.strip().upper()
            if data:
                if word == b".":
                    data = False
                    self.say("250 kept nothing")
            elif word.startswith(b"QUIT"):
                self.say("221 bye")
                return
            elif word.startswith(b"DATA"):
                data = True
                self.say("354 go on")
            elif word.startswith((b"HELO", b"EHLO", b"MAIL", b"RCPT", b"RSET", b"NOOP")):
                self.say("250 fine")
            else:
                self.say("502 unknown")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    address_family = socketserver.socket.AF_INET6


servers = [Server(("::", int(port)), Session) for port in sys.argv[1:]]
threads = [threading.Thread(target=server.serve_forever) for server in servers]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
