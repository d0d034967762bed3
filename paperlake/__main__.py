"""`python -m paperlake`."""

from paperlake import main

main()
