import io
import zipfile

import docx
import pytest

from index.errors import BadDocument
from index.read.docx import read_docx
from index.read.html import read_html
from index.read.pdf import read_pdf, reflow, repair
from index.read.table import read_table


def word_file(build):
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(lines):
    """A PDF of one page, written by hand: Chinese in a font that the reader must know by name."""
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (size, table, size, len(out))


def test_word_paragraphs_and_tables_keep_their_order():
    def build(document):
        document.add_paragraph("关于防汛的通知")
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ["姓名", "电话", "张三", "123"], strict=True):
            cell.text = words
        document.add_paragraph("特此通知。")

    assert read_docx(word_file(build), "a.docx") == "关于防汛的通知\n姓名\t电话\n张三\t123\n特此通知。"


def test_a_merged_cell_is_read_once():
    def build(document):
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"

    assert read_docx(word_file(build), "a.docx") == "合计"


def test_a_zip_bomb_is_refused_before_it_is_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    with pytest.raises(BadDocument, match="解压后过大"):
        read_docx(out.getvalue(), "a.docx")


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"no zip at all", b"\xd0\xcf\x11\xe0" + b"0" * 600])
def test_broken_word_files_are_refused(data):
    with pytest.raises(BadDocument) as caught:
        read_docx(data, "a.docx")
    assert caught.value.fix


def test_truncated_word_files_never_raise_anything_else():
    whole = word_file(lambda d: d.add_paragraph("要值班。"))
    for n in range(1, 16):
        with pytest.raises(BadDocument):
            read_docx(whole[: len(whole) * n // 16], "a.docx")


def test_pdf_text_is_read_and_printed_lines_are_joined():
    lines = [
        "关于防汛工作的紧急通知",
        "各村要在每天早晨派人到河边巡查并且把水位情况记在",
        "本子上，发现险情要报告。",
        "一、值班值守",
    ]
    text = read_pdf(pdf_file(lines), "a.pdf")
    assert text.split("\n") == [lines[0], lines[1] + lines[2], lines[3]]


def test_a_scanned_pdf_says_what_to_do():
    with pytest.raises(BadDocument, match="OCR"):
        read_pdf(pdf_file([]), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", b"", b"\x89PNG" * 9])
def test_broken_pdfs_are_refused(data):
    with pytest.raises(BadDocument):
        read_pdf(data, "a.pdf")


def test_radical_code_points_become_characters():
    assert repair("员⼯⽇常⻔诊，⻋⻢⻛⻓⻅⻚") == "员工日常门诊，车马风长见页"


def test_reflow_keeps_numbered_lines_apart():
    lines = ["各单位要认真落实下列各项工作措施", "一、加强值班值守", "（一）领导带班", "二、加强巡查检查"]
    assert reflow(lines) == "\n".join(lines)


def test_html_gives_the_words_of_the_page_only():
    page = """<html><head><title>站名</title><style>p{}</style></head><body><nav>首页</nav>
    <h1>关于防汛的通知</h1><p>各村要<b>值班</b>，
    不得离岗。&nbsp;电话 110</p><script>alert(1)</script><p style="display: none">暗字</p>
    <table><tr><td>姓名</td><td>电话</td></tr></table><img src=x onerror=y></body></html>"""
    assert read_html(page).split("\n") == [
        "关于防汛的通知",
        "",
        "各村要值班，不得离岗。 电话 110",
        "",
        "姓名\t电话",
    ]


def test_rows_with_text_are_documents():
    rows = '{"docid": "a1", "text": "防汛通知\\n各村：\\n要值班。"}\n\n'
    rows += '{"text": "又一份\\n内容。", "date": "2021年6月1日"}\n'
    found = read_table(rows, ".jsonl", "表.jsonl", "表")
    assert [d.id for d in found] == ["a1", "表-2"]
    assert found[0].title == "防汛通知"
    assert found[1].date == "2021-06-01"


def test_rows_with_claims_are_records():
    rows = "id,claim,verdict,rebuttal,source,date,wordings\n"
    rows += "r1,喝酒能防病毒,false,不能。,疾控中心,2020/2/4,多喝酒;喝白酒\n"
    (found,) = read_table(rows, ".csv", "表.csv", "表")
    assert found.claim.verdict == "false"
    assert found.claim.wordings == ("多喝酒", "喝白酒")
    assert found.claim.reviewed == "2020-02-04"
    assert found.text[found.claim.rebuttal.start : found.claim.rebuttal.end] == "不能。"


@pytest.mark.parametrize(
    ("rows", "suffix", "place"),
    [
        ('{"text": "好。"}\n{bad}\n', ".jsonl", "第 2 行"),
        ("[1]\n", ".jsonl", "第 1 行"),
        ('{"id": 1}\n', ".jsonl", "第 1 行"),
        ('{"id": 1, "text": "甲。"}\n{"id": 1, "text": "乙。"}\n', ".jsonl", "第 2 行"),
        ("claim,verdict,rebuttal\n喝酒能防病毒,也许,不能。\n", ".csv", "第 2 行.verdict"),
        ("[" * 100_000, ".jsonl", "第 1 行"),
        ("a,b\n", ".csv", ""),
    ],
)
def test_bad_rows_are_named(rows, suffix, place):
    with pytest.raises(BadDocument) as caught:
        read_table(rows, suffix, "表", "表")
    assert caught.value.field == place
