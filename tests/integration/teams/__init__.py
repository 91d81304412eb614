"""Teams on real databases and sockets, against a strict connector on loopback."""
