"""A network drive is known by the mount table, however it is mounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong.db.drives import file_system_of, is_network_kind, on_network_drive

TABLE = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/office /mnt/share cifs rw,vers=3.0 0 0
/dev/sdb1 /mnt/share/stick vfat rw 0 0
server:/export /home/my\\040office nfs4 rw 0 0
sshfs#a@b: /srv/far fuse.sshfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/u/office.saithong", "ext4", False),
        ("/mnt/share/office.saithong", "cifs", True),
        ("/mnt/sharex/office.saithong", "ext4", False),
        ("/mnt/share/stick/office.saithong", "vfat", False),
        ("/home/my office/office.saithong", "nfs4", True),
        ("/srv/far/deep/office.saithong", "fuse.sshfs", True),
        ("/tmp/office.saithong", "tmpfs", False),
    ],
)
def test_a_path_lies_where_the_longest_mount_says(path: str, kind: str, network: bool) -> None:
    assert file_system_of(Path(path), TABLE) == kind
    assert is_network_kind(kind) == network


def test_a_later_mount_covers_an_earlier_one() -> None:
    table = "/dev/sda1 / ext4 rw 0 0\n/dev/sdc1 /srv ext4 rw 0 0\nserver:/x /srv nfs rw 0 0\n"
    assert file_system_of(Path("/srv/office.saithong"), table) == "nfs"
    assert file_system_of(Path("/srv/office.saithong"), "") == ""


@pytest.mark.parametrize("kind", ["ext4", "ntfs3", "fuseblk", "btrfs", "vfat", "exfat", "overlay", "fuse.ntfs-3g", ""])
def test_local_disks_and_sticks_are_no_network_drives(kind: str) -> None:
    assert not is_network_kind(kind)


def test_the_tests_own_folder_is_local(tmp_path: Path) -> None:
    assert not on_network_drive(tmp_path / "not yet there" / "office.saithong")
