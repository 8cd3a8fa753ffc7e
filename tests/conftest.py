"""What holds for all tests."""

import signal

from hypothesis import settings

# A shared machine may halve its speed between two examples; growth is tested by tests of its own.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

# A shell that runs the tests in the background lets them ignore Ctrl-C, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
