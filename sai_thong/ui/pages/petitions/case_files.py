"""Files of a case between the disk, the store and the preview: read and made ready in a process, shown as a PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.registers.petitions.files import file_content, files_of

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.registers.attachments.preparing import PreparedFile

PATTERNS = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.pdf"
"""What can be chosen; what a file is, its bytes say."""
_DPI = 150


def read_prepared(path: str) -> PreparedFile:
    """A file from the disk, made ready to be kept; in a process of its own.

    Raises:
        EnvironmentTrouble: It cannot be read.
        UnsuitableFile: It is of a kind that is not kept, or not whole.
    """
    from sai_thong.registers.attachments.preparing import prepared

    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(
            _("The file {name} cannot be read.").format(name=file.name),
            kept=_("Nothing was changed."),
            do=_("Look whether it is still there, and choose it again."),
        ) from error
    return prepared(data, file.name)


def as_pdf(store: Store, case_id: str, file_id: str) -> bytes:
    """A file as the preview shows it: a PDF as it is, a photograph on a page of its own size."""
    from sai_thong.registers.attachments.preparing import PDF

    file = next(each for each in files_of(store, case_id) if each.id == file_id)
    content = file_content(store, case_id, file_id)
    if file.media_type == PDF:
        return content
    from PIL import Image

    page = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.save(page, "PDF", resolution=_DPI)
    return page.getvalue()
