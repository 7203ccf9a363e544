"""What is built holds what is needed, and nothing that is not."""

import sys
import tarfile
import zipfile
from importlib.resources.abc import Traversable
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
    """What the repository's folder holds, by its path in it."""
    inside = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {path.as_posix() for path in inside if not path.name.startswith(".")}


def files_below(folder: Traversable, before: str = "") -> set[str]:
    """The same of what a package holds."""
    found: set[str] = set()
    for entry in folder.iterdir():
        name = before + entry.name
        found |= files_below(entry, f"{name}/") if entry.is_dir() else {name}
    return found


@pytest.mark.parametrize("folder", ["scripts", "sounds"])
def test_the_wheel_holds_the_content(built: Path, folder: str) -> None:
    """Every bundled script and sound lies inside the package, once."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    prefix = f"voiceguide/_content/{folder}/"
    assert {name.removeprefix(prefix) for name in names if name.startswith(prefix)} == files_of(folder)
    assert len(names) == len(set(names))


def test_the_wheel_holds_what_web_pages_are_made_of(built: Path) -> None:
    """Frame, look and player."""
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"voiceguide/export/page/{name}" for name in ("page.html", "style.css", "player.js")} <= names


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
for folder in (content.scripts(), content.sounds()):
    print(*sorted(entry.name for entry in folder.iterdir()))
"""
    told = run([sys.executable, "-c", program], cwd=built, check=True, capture_output=True, text=True).stdout
    where, *found = told.splitlines()
    assert str(wheel) in where
    wanted = [{name.partition("/")[0] for name in files_of(folder)} for folder in ("scripts", "sounds")]
    assert [set(names.split()) for names in found] == wanted


def test_an_editable_install_reads_the_repository() -> None:
    """A script that was just changed is the one that plays."""
    assert files_below(content.scripts()) >= files_of("scripts")
    assert files_below(content.sounds()) >= files_of("sounds")
