"""Control chart checks for daily quality control samples."""

from statistics import mean, stdev


def describe(z):
    side = "high" if z > 0 else "low"
    return f"{side} ({abs(z):.2f} sd)"


def out_of_control(results, warn=2.0, reject=3.0):
    """results is a list of (sample id, value or None)."""
    values = [value for _, value in results if value is not None]
    if len(values) < 3:
        return []
    findings = []
    run = 0
    for sample_id, value in results:
        if value is None:
            run = 0
            continue
        spread = stdev(values)
        if spread == 0:
            continue
        z = (value - mean(values)) / spread
        if abs(z) >= reject:
            findings.append((sample_id, "reject", describe(z)))
        elif abs(z) >= warn:
            run += 1
            # two warnings in a row count as a rejection
            findings.append((sample_id, "reject" if run > 1 else "warn", describe(z)))
            continue
        run = 0
    return findings
