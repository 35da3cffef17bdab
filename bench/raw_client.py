"""A bare HTTP/1.1 client: one connection a lane, so that the server is what is measured."""

import asyncio
from dataclasses import dataclass


@dataclass
class Lane:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, method: str, path: str, headers: str, body: bytes = b"") -> tuple[int, bytes]:
        """Status and body of one request."""
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        return int(head[9:12]), await self.reader.readexactly(length)

    def close(self) -> None:
        self.writer.close()


async def open_lane(port: int) -> Lane:
    return Lane(*await asyncio.open_connection("127.0.0.1", port))
