"""Forms of address before a name and honours after it: no part of the name, and no office."""

ADDRESS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "baron",
    )
)
HONOURS = frozenset(("mp", "msp", "ms", "obe", "mbe", "cbe", "kc", "qc", "frs", "phd", "md"))
