"""From files to ranked passages: read documents, split them, index them, search them."""
