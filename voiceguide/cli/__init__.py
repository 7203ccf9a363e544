"""The command line: the only room that prints."""


def main() -> None:
    """Run the command that was typed."""
