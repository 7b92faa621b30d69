"""Guess the shape of raw camera frames without a header."""

USUAL = {(480, 640), (512, 512), (1024, 1024), (1024, 1280), (1200, 1600)}


def frame_shapes(n_bytes, bytes_per_pixel=2, max_aspect=3.0):
    """Possible (rows, columns, remark) of a frame, by increasing rows."""
    if n_bytes <= 0 or n_bytes % bytes_per_pixel:
        raise ValueError(f"{n_bytes} bytes do not make whole pixels")
    pixels = n_bytes // bytes_per_pixel
    shapes = []
    for rows in range(1, pixels + 1):
        if pixels % rows:
            continue
        columns = pixels // rows
        if max(rows, columns) > max_aspect * min(rows, columns):
            continue
        if (rows, columns) in USUAL:
            remark = "usual"
        elif (columns, rows) in USUAL:
            remark = "rotated"
        else:
            remark = ""
        shapes.append((rows, columns, remark))
    return shapes
