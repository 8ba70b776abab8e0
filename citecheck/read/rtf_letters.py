"""From the bytes and numbers of an RTF file to characters: code pages, Unicode, and what stands in for it."""

from __future__ import annotations

from citecheck.read.symbols import letter

SYMBOL = "symbol"  # the "code page" of the font Symbol


class Letters:
    """Gathers bytes until they can be decoded: a character may take two, and change hands between tokens."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._skip = 0  # characters still to come that stand for one already given in Unicode
        self._high = 0  # the first half of a character beyond 16 bits

    def text(self, text: str) -> str:
        """Takes characters, one for each byte of the file; gives back those that need no decoding."""
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if not self._bytes and text.isascii():
            return text
        self._bytes += text.encode("latin-1")
        return ""

    def byte(self, byte: int) -> None:
        """Takes a byte."""
        if not self.skips():
            self._bytes.append(byte)

    def skips(self) -> bool:
        """Whether the token now read only stands in for a character already given."""
        if not self._skip:
            return False
        self._skip -= 1
        return True

    def stop(self) -> None:
        """A group begins or ends: nothing stands in for anything beyond it."""
        self._skip = 0

    def flush(self, codec: str) -> str:
        """The characters of all bytes taken."""
        if not self._bytes:
            return ""
        data, self._bytes = bytes(self._bytes), bytearray()
        return "".join(map(letter, data)) if codec == SYMBOL else data.decode(codec, "replace")

    def unicode(self, number: int, codec: str, fallback: int) -> str:
        """The character of a number of 16 bits, negative from 32,768 on; "" of the first half of a pair."""
        point = number % 0x10000
        self._skip = fallback
        if 0xD800 <= point < 0xDC00:
            self._high = point
            return ""
        if 0xDC00 <= point < 0xE000:
            high, self._high = self._high, 0
            return chr(0x10000 + ((high - 0xD800) << 10) + point - 0xDC00) if high else "\ufffd"
        return letter(point) if codec == SYMBOL else chr(point)
