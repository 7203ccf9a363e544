"""What is built holds what is needed, and nothing that is not."""

import sys
import tarfile
import zipfile
from pathlib import Path
from subprocess import run

import pytest

from voiceguide import content

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


def files_of(folder: str) -> set[str]:
    """What the repository's folder holds, by name."""
    return {path.name for path in (ROOT / folder).iterdir() if path.is_file() and not path.name.startswith(".")}


@pytest.mark.parametrize("folder", ["scripts", "sounds"])
def test_the_wheel_holds_the_content(built: Path, folder: str) -> None:
    """Every bundled script and sound lies inside the package, once."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    prefix = f"voiceguide/_content/{folder}/"
    assert {name.removeprefix(prefix) for name in names if name.startswith(prefix)} == files_of(folder)
    assert len(names) == len(set(names))


def test_the_wheel_holds_no_python_beside_the_package(built: Path) -> None:
    """Content is data, and tests stay at home."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if not name.startswith(("voiceguide/", "voiceguide-"))] == []
    assert [name for name in names if name.startswith("voiceguide/_content/") and name.endswith(".py")] == []


def test_the_source_archive_can_be_built_and_tested(built: Path) -> None:
    """Scripts, sounds, tests and the README come along."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {"README.md", "LICENSE", "pyproject.toml", "tests/conftest.py"}
    wanted |= {f"{folder}/{name}" for folder in ("scripts", "sounds") for name in files_of(folder)}
    assert wanted <= names


def test_an_installed_package_reads_its_own_content(built: Path) -> None:
    """From the wheel as from the repository, the same names are found; even without unpacking it."""
    (wheel,) = built.glob("*.whl")
    program = f"""
import sys
sys.path.insert(0, {str(wheel)!r})
from voiceguide import content
print(content.__file__)
print(*sorted(entry.name for entry in content.scripts().iterdir()))
print(*sorted(entry.name for entry in content.sounds().iterdir()))
"""
    told = run([sys.executable, "-c", program], cwd=built, check=True, capture_output=True, text=True).stdout
    where, scripts, sounds = told.splitlines()
    assert str(wheel) in where
    assert set(scripts.split()) == files_of("scripts")
    assert set(sounds.split()) == files_of("sounds")


def test_an_editable_install_reads_the_repository() -> None:
    """A script that was just changed is the one that plays."""
    assert {entry.name for entry in content.scripts().iterdir()} >= files_of("scripts")
    assert {entry.name for entry in content.sounds().iterdir()} >= files_of("sounds")
