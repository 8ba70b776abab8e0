"""References by the million: the same decisions on this machine's cores, or on a cluster's."""
