"""K-mer statistics of assembled contigs."""


def clean(seq):
    return "".join(seq.split()).upper()


def kmer_profile(seq, k, min_count=2):
    """List (kmer, count, fraction), most frequent first.

    K-mers that contain an N are not reported but count in the fraction.
    """
    if k < 1:
        raise ValueError("k must be positive")
    seq = clean(seq)
    kmers = [seq[i:i + k] for i in range(len(seq) - k + 1)]
    profile = []
    seen = []
    for kmer in kmers:
        if "N" in kmer or kmer in seen:
            continue
        seen.append(kmer)
        n = kmers.count(kmer)
        if n >= min_count:
            profile.append((kmer, n, round(n / len(kmers), 6)))
    profile.sort(key=lambda item: -item[1])
    return profile
