"""What holds for all tests."""

from hypothesis import settings

# A shared machine may halve its speed between two examples; growth is tested by tests of its own.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
