import pytest

from index.errors import BadDocument
from index.read.text import canonical, read_text

CHINESE = "各村要设卡点，外来车辆逐一登记。\n体温超过37.3℃的，立即报告。"
TRADITIONAL = "各村要設卡點，外來車輛逐一登記。\n體溫超過標準的，立即報告，不得隱瞞。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_common_encoding_of_simplified_text(encoding):
    assert read_text(CHINESE.encode(encoding), "a.txt") == CHINESE


def test_traditional_text_in_big5():
    assert read_text(TRADITIONAL.encode("big5"), "a.txt") == TRADITIONAL


def test_canonical_text_has_one_newline_form_and_nothing_invisible():
    raw = "\ufeff甲\r\n乙\r丙\u2028丁\u200b\u202e戊\U000e0041\x00己\u00ad"
    assert canonical(raw) == "甲\n乙\n丙\n丁戊己"


def test_canonical_text_keeps_the_rest_as_it_is():
    raw = "  １２３ＡＢＣ　（Ⅰ）㈠①⑴ cafe\u0301 "
    assert canonical(raw) == "  １２３ＡＢＣ　（Ⅰ）㈠①⑴ café "


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", "\u200b\ufeff".encode(), b"\x00\x01\x02\x03\xff\xfe\x00\x00", bytes(range(128, 256)) * 9],
)
def test_what_is_no_text_is_refused_with_a_remedy(data):
    with pytest.raises(BadDocument) as caught:
        read_text(data, "坏.txt")
    assert caught.value.file == "坏.txt"
    assert caught.value.fix
