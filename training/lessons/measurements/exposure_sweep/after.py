"""Plan exposures for the spectrograph from its instrument settings."""

import copy

FULL_WELL = 65000


def expected_counts(settings, flux):
    response = settings["response"]
    channel = settings["channel"]
    efficiency = response[channel][1] if 0 <= channel < len(response) else 0.0
    return flux * efficiency * settings["exposure"] / settings["gain"]


def exposure_sweep(base, flux, exposures, channels):
    """Try all combinations; base stays as it is.

    Returns rows (channel, exposure, counts, verdict) and the best
    unsaturated row.
    """
    rows = []
    best = None
    for channel in channels:
        for exposure in exposures:
            settings = copy.copy(base)
            settings["channel"] = channel
            settings["exposure"] = exposure
            counts = round(expected_counts(settings, flux), 1)
            if counts > FULL_WELL:
                verdict = "saturated"
            elif counts < settings.get("min_counts", 100):
                verdict = "faint"
            else:
                verdict = "ok"
            row = (channel, exposure, counts, verdict)
            rows.append(row)
            if verdict == "ok" and (best is None or counts > best[2]):
                best = row
    return rows, best
