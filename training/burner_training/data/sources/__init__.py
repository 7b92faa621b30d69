"""One module per layout of a data set: each says which columns it has, under which licence, and makes tasks of its rows."""
