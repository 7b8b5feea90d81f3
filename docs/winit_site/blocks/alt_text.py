"""The words for those who do not see a picture: how long they are."""

from __future__ import annotations

from winit_site.common import Refused

LENGTH = range(40, 251)


def check_length(directive: str, alt: str) -> None:
    if len(alt) not in LENGTH:
        raise Refused(f"{directive}: the alternative text has {len(alt)} characters; it says what "
                      f"to see in {LENGTH.start} to {LENGTH.stop - 1}")
