"""The engines and the start of one machine: for development, demonstration and tests."""
