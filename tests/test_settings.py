import os
from pathlib import Path

import pytest

from voiceguide.settings import Settings, SettingsDamaged, folders, settings
from voiceguide.units import WordsPerMinute


def written(path: Path, content: bytes) -> Path:
    """A settings file with this content."""
    file = path / "settings.toml"
    file.write_bytes(content)
    return file


def test_without_a_file_everything_is_left_to_the_script(tmp_path: Path) -> None:
    """Nobody has to write settings."""
    assert settings(tmp_path / "settings.toml") == Settings()


def test_settings_are_read(tmp_path: Path) -> None:
    """Voice, rate, background and device can be set."""
    file = written(tmp_path, b'voice = "espeak:en-gb"\nrate = 120\nbackground = "none"\ndevice = "silent"\n')
    wanted = Settings(voice="espeak:en-gb", rate=WordsPerMinute(120), background="none", device="silent")
    assert settings(file) == wanted


@pytest.mark.parametrize(
    "content",
    [
        b"voice = ",
        b"\xff\xfe",
        b"voice = 3",
        b'voice = "a\\u001bb"',
        b'rate = "fast"',
        b"rate = true",
        b"rate = 3",
        b"rate = 1e999",
        b"[voice]\nname = 1",
        b"a = " + b"[" * 100_000,
        b'voise = "x"',
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    """Whatever is in it, the answer names the file and says what to do."""
    file = written(tmp_path, content)
    with pytest.raises(SettingsDamaged) as caught:
        settings(file)
    assert str(file) in caught.value.message
    assert caught.value.hint


def test_a_misspelt_setting_gets_the_nearest(tmp_path: Path) -> None:
    """An unknown word is never ignored."""
    with pytest.raises(SettingsDamaged) as caught:
        settings(written(tmp_path, b'voise = "x"'))
    assert caught.value.hint == "Did you mean 'voice'?"


def test_a_folder_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    """What cannot be opened is named like what cannot be read."""
    with pytest.raises(SettingsDamaged):
        settings(tmp_path)


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    pipe = tmp_path / "settings.toml"
    try:
        os.mkfifo(pipe)
    except AttributeError:
        pytest.skip("this system has no named pipes")
    with pytest.raises(SettingsDamaged, match="is a pipe"):
        settings(pipe)


def test_folders_honour_the_xdg_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data, cache, state and settings each go where the user's variables say."""
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    own = folders()
    assert own.scripts == tmp_path / "DATA/voiceguide/scripts"
    assert own.sounds == tmp_path / "DATA/voiceguide/sounds"
    assert own.voices == tmp_path / "DATA/voiceguide/voices"
    assert own.store == tmp_path / "CACHE/voiceguide/phrases"
    assert own.state == tmp_path / "STATE/voiceguide"
    assert own.settings == tmp_path / "CONFIG/voiceguide/settings.toml"
    assert list(tmp_path.iterdir()) == []
