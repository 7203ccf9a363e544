"""How much memory a render takes: eight hours beside ten minutes.

python tests/benchmarks/memory.py
"""

from measure import line, own_folders, peak_megabytes, voiceguide

SCRIPT = """
title: Rounds
background: brown
steps:
  - repeat: {rounds}
    steps:
      - Breathe in, and breathe out. [20s!]
      - chime: bowl
        wait: 7s
"""


def main() -> None:
    """Print the figure."""
    with own_folders() as folder:
        peaks = []
        for name, rounds in (("short", 20), ("long", 960)):
            script = folder / f"{name}.yaml"
            script.write_text(SCRIPT.format(rounds=rounds), encoding="utf-8")
            peaks.append(peak_megabytes(voiceguide("render", str(script), "-o", str(folder / "out.flac"))))
    line("eight hours with a background, peak memory", peaks[1], peaks[0], "MB", "x1.2 and 150 MB")


if __name__ == "__main__":
    main()
