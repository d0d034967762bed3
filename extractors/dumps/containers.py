"""Files that hold dumps: plain, compressed, or several in a zip. Which it is, the first bytes say."""

import bz2
import errno
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from extractors.errors import DumpError

_GZIP, _ZSTD, _BZ2, _XZ, _ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\x00", b"PK\x03\x04"
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, pa.ArrowInvalid)
_NOT_DUMPS = ("__MACOSX/", ".")


class Source(NamedTuple):
    """Where a dump is: a file or, where that is a zip, one of its members."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """Name of the dump, for people."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def __str__(self) -> str:
        """The path, of a member that of the zip and its own: what `source_at` reads."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)


def source_at(text: str) -> Source:
    """The dump that a text of `str(source)` stands for."""
    path = Path(text)
    archive = next((parent for parent in path.parents if parent.is_file()), None)
    return Source(archive, path.relative_to(archive).as_posix()) if archive else Source(path)


def sources_in(path: Path) -> list[Source]:
    """The dumps that a file holds: itself or, of a zip, each member, in the order of names. Raises DumpError for a damaged zip, OSError."""
    with path.open("rb") as stream:
        if stream.read(len(_ZIP)) != _ZIP:
            return [Source(path)]
    with _whole(path.name), zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if not name.endswith("/") and not _is_hidden(name))
    if not names:
        raise DumpError(f"{path.name}: the zip holds no files")
    return [Source(path, name) for name in names]


def _is_hidden(name: str) -> bool:
    return name.startswith(_NOT_DUMPS[0]) or name.rpartition("/")[2].startswith(_NOT_DUMPS[1])


class OpenDump(NamedTuple):
    """A dump that is being read: its uncompressed bytes, and the file that they come from."""

    stream: BinaryIO
    file: BinaryIO

    def consumed(self) -> int:
        """How far the file has been read, in bytes of the file."""
        return self.file.tell()


@contextmanager
def opened(source: Source) -> Iterator[OpenDump]:
    """The uncompressed bytes of a dump. Raises DumpError, at once or while it is read, for a file that is damaged or locked; OSError."""
    if source.member is None and sources_in(source.path) != [source]:
        raise DumpError(f"{source.name}: a zip is read member by member")
    with _whole(source.name), source.path.open("rb") as file, _uncompressed(file, source.member) as stream:
        yield OpenDump(stream, file)


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Say in one line of a damaged file that it is one."""
    try:
        yield
    except (*_DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # a damaged zip leads to places before its beginning
            raise  # not the file's contents, but its place
        raise DumpError(f"{name}: the file is damaged or cut short ({' '.join(str(error).split())}); fetch it again") from error


def _uncompressed(file: BinaryIO, member: str | None) -> BinaryIO:
    head = file.read(max(map(len, (_GZIP, _ZSTD, _BZ2, _XZ))))
    file.seek(0)
    if member is not None:
        try:
            return zipfile.ZipFile(file).open(member)
        except RuntimeError as error:  # a password is needed, or a method of compression that Python lacks
            raise DumpError(f"{member}: {error}; unpack the zip, and give the files in it") from error
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)
    if head.startswith(_BZ2):
        return bz2.BZ2File(file)
    if head.startswith(_XZ):
        return lzma.LZMAFile(file)
    if head.startswith(_ZSTD):
        return io.BufferedReader(_Zstd(file))
    return file


class _Zstd(io.RawIOBase):
    """A zstd stream that a stream of several frames may make up."""

    def __init__(self, file: BinaryIO):
        self._stream = pa.CompressedInputStream(pa.PythonFile(file, "r"), "zstd")
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        return len(data)

    def tell(self) -> int:
        return self._read
