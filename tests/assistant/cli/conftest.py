"""Running a command in this process."""

import pytest

from assistant.cli import main


@pytest.fixture
def call(capsys):
    """Run a command in this process: its exit code, stdout and stderr."""

    def run(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(w) for w in words])
        out = capsys.readouterr()
        return end.value.code, out.out, out.err

    return run


@pytest.fixture
def fails(call):
    """Run a command that must fail with one clear Chinese line."""

    def run(*words, code=2):
        got, out, err = call(*words)
        assert got == code, (got, out, err)
        assert out == ""
        assert err.count("\n") == 1, err
        assert err.startswith(("错误：", "用法有误：")), err
        assert any("一" <= c <= "龥" for c in err)
        assert "Traceback" not in err
        return err

    return run
