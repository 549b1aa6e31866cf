"""Forms in real viewers: run by `make conformance`, not with the other tests."""
