from hypothesis import given
from hypothesis import strategies as st

from index.clauses import clauses, segments, sentences


def words(text, spans):
    return [text[s.start : s.end] for s in spans]


def test_sentences_end_at_full_stops_and_newlines():
    text = "一、加强值守\n各村要设卡点。外来车辆登记！是否消毒？要消毒"
    assert words(text, sentences(text)) == [
        "一、加强值守",
        "各村要设卡点。",
        "外来车辆登记！",
        "是否消毒？",
        "要消毒",
    ]


def test_decimals_and_list_numbers_end_no_sentence():
    text = "1.体温超过37.3℃的，要报告。（一）每日2.5次。"
    assert words(text, sentences(text)) == ["1.体温超过37.3℃的，要报告。", "（一）每日2.5次。"]


def test_nothing_is_cut_inside_quotes_and_brackets():
    text = "贯彻《办法。试行》要求（见附件。另发；从速）执行，做到“早报；早治”；不得拖延。"
    assert words(text, sentences(text)) == [text]
    assert words(text, clauses(text, 0, len(text))) == [text[:-5], "不得拖延。"]


def test_a_quoted_sentence_ends_one_unless_the_words_go_on():
    text = "他说：“今天关门。”记者离开。喊出“快走！”的口号。"
    assert words(text, sentences(text)) == ["他说：“今天关门。”", "记者离开。", "喊出“快走！”的口号。"]


def test_an_unclosed_quote_swallows_only_its_own_line():
    text = "他说：“开门。明天来。\n后天。再来。"
    assert len(sentences(text)) == 4


def test_web_addresses_are_not_cut():
    text = "登录http://a.cn/p?id=7查看。"
    assert words(text, sentences(text)) == [text]


def test_bullets_and_heading_marks_stand_before_their_sentence():
    text = "## 洗手\n- 用流动水洗。\n-\n"
    assert words(text, sentences(text)) == ["洗手", "用流动水洗。"]


def test_segments_keep_figures_and_quotes_whole():
    text = "每天8:30前，补助1,000元：“先到，先得”"
    assert words(text, segments(text, 0, len(text))) == ["每天8:30前，", "补助1,000元：", "“先到，先得”"]


def test_a_part_of_a_text_gives_offsets_of_the_whole():
    text = "甲。乙。丙。"
    assert words(text, sentences(text, 2, 5)) == ["乙。", "丙"]


@given(st.text(alphabet="甲乙a1.。；，：！？!?“”（）《》\n 　#-", max_size=60))
def test_sentences_are_ordered_trimmed_and_lose_no_words(text):
    spans = sentences(text)
    at = 0
    for span in spans:
        assert span.start >= at
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        # Only white space and bullets stand between sentences.
        assert not set(text[at : span.start]) - set(" 　\n#-")
        at = span.end
    assert not set(text[at:]) - set(" 　\n#-")


@given(st.text(alphabet="甲乙1；;，,：:“”（）", min_size=1, max_size=60))
def test_clauses_and_segments_together_hold_every_word(text):
    for cut in (clauses, segments):
        assert "".join(words(text, cut(text, 0, len(text)))) == text
