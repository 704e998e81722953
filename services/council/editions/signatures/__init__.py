"""Each edition is signed when it is transmitted or reissued, and its signature is checked when it is read."""
