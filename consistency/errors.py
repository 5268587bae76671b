"""The errors that the package raises for its users.

    ConsistencyError            base: one clear line that says what to do
    ├── InputError              an article that can't be read or checked
    ├── ModelError              an encoder that can't be found or loaded
    └── SettingsError           an option, rule code or setting that makes no sense

Every message is one line, names the file or value at fault and the remedy.
The command line prints it and exits with 2.
"""


class ConsistencyError(Exception):
    """Base of all errors meant for the user."""


class InputError(ConsistencyError):
    """An article, or the set of articles, can't be read or checked."""


class ModelError(ConsistencyError):
    """The encoder can't be found or loaded."""


class SettingsError(ConsistencyError):
    """An option, a rule code or a setting has a value that makes no sense."""


def cause(error: BaseException) -> str:
    """What the system says of a file that it would not open, in its own few words."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
