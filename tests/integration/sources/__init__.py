"""Sources: files on a disk, servers on loopback."""
