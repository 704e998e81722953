"""What `make bench` measures. Only ratios from one run mean anything; an absolute figure says on what."""
