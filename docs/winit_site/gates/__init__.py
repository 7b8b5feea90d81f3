"""What fails the build. Each gate has a test that plants the fault, in tests/gates."""
