"""What a clause releases, and one row for what is said twice."""

from typing import NamedTuple

from extractors.text import Document
from schemas import ArtifactKind, Status


class Release(NamedTuple):
    """A thing that a clause releases, before what is said twice becomes one row."""

    kind: ArtifactKind
    name: str | None
    url: str | None
    status: Status
    document: Document
    start: int
    end: int
    sure: bool  # said by a word of release, not by a word of openness alone
    one_more: bool = False  # "we also release a chat model": it is none of those named elsewhere


def merged(releases: list[Release]) -> list[Release]:
    """One release for what is said twice: with the address, the name and the better status of all that is said of it."""
    if len(releases) < 2:
        return releases
    kept: list[Release] = []
    for release in sorted(releases, key=lambda release: (release.url is None, not release.sure)):
        for place, known in enumerate(kept):
            if _same(release, known):
                status = Status.RELEASED if Status.RELEASED in (release.status, known.status) and release.sure else known.status
                kept[place] = known._replace(name=known.name or (release.name if release.url is None else None), status=status)
                break
        else:
            kept.append(release)
    return sorted(kept, key=lambda release: (release.document.field != "title", release.start))


def _same(later: Release, known: Release) -> bool:
    """Is the later release the known one said again? The known one may have the address."""
    if later.kind != known.kind or (later.url and later.url != known.url):
        return False
    if later.one_more != known.one_more:
        return False
    if later.kind is ArtifactKind.OTHER:
        return later.url == known.url
    if later.name and known.name:
        return later.name == known.name or (not later.sure and (later.name.endswith(known.name) or known.name.endswith(later.name)))
    return later.url != known.url or later.name == known.name or not later.sure or (later.start != known.start and later.url is None)
