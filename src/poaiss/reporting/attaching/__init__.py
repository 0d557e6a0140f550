"""Files attached to answers: what is accepted, the pages, and the entries of the library that follow."""
