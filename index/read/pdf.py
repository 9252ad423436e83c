"""PDF files by pypdfium2: text with lines put back together and radical code points repaired."""

from __future__ import annotations

import re
import statistics
import unicodedata

from index.errors import BadDocument

MAX_PAGES = 2000
_MIN_PER_PAGE = 10
_KANGXI = re.compile("[\u2f00-\u2fd5]")
# CJK Radicals Supplement has no compatibility mapping in Unicode, so NFKC leaves it: its forms by hand.
_RADICALS = (
    "⺀⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
    "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
    "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_CHARACTERS = (
    "冫厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "疋罒示礻竹糹纟罓罒网网网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長"
    "镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_REPAIR = str.maketrans(_RADICALS, _CHARACTERS)
_PAGE_NUMBER = re.compile(r"^[\s\-—–－·第共页/]*\d{1,4}[\s\-—–－·页/共\d]*$")
_NEW_PARAGRAPH = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十百]{1,4}[）)、．.]|\d{1,3}[.．、）)]|[（(]\d{1,3}[）)]|[①-⑳]|第[一二三四五六七八九十百零\d]{1,6}[编章节条]|附件)"
)
_CLOSED = "。！？；：:;!?”"


def read_pdf(data: bytes, file: str) -> str:
    """The words of a PDF, one paragraph a line.

    Raises:
        BadDocument: where it is broken, locked, far too long, or holds pictures of pages only.
    """
    pages = _pages(data, file)
    if sum(len(p.strip()) for p in pages) < _MIN_PER_PAGE * len(pages):
        raise BadDocument(
            file, "", "PDF 是扫描件，没有可用的文字", "先用 OCR 软件识别成文字，再导入 Word 或文本文件"
        )
    return reflow([line for page in pages for line in _page_lines(page)])


def _pages(data: bytes, file: str) -> list[str]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadDocument(file, "", "PDF 加了密码", "去掉密码后再导入") from None
        raise BadDocument(file, "", "不是 PDF 文件，或者已损坏", "重新下载，或用阅读器另存一份") from None
    try:
        if not 0 < len(pdf) <= MAX_PAGES:
            raise BadDocument(file, "", f"PDF 有 {len(pdf)} 页，超出 {MAX_PAGES} 页", "拆成几个文件")
        return [repair(_page_text(pdf, n)) for n in range(len(pdf))]
    except pypdfium2.PdfiumError:
        raise BadDocument(file, "", "PDF 有损坏的页", "用阅读器另存一份") from None
    finally:
        pdf.close()


def _page_text(pdf: object, n: int) -> str:
    page = pdf[n]  # type: ignore[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def repair(text: str) -> str:
    """Radical code points, which some PDF fonts give for whole characters, as those characters."""
    plain = _KANGXI.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    return plain.translate(_REPAIR).replace("\ufffe", "").replace("\x02", "")


def _page_lines(page: str) -> list[str]:
    lines = [line.strip() for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for line in lines if line]
    while kept and _PAGE_NUMBER.match(kept[-1]):
        kept.pop()
    return kept


def reflow(lines: list[str]) -> str:
    """Printed lines as paragraphs: a full line that ends within a sentence goes on in the next.

    Args:
        lines: the printed lines, trimmed, without empty ones.
    """
    if not lines:
        return ""
    long = [len(line) for line in lines if len(line) >= 10] or [10]
    full = statistics.quantiles(long, n=10)[7] if len(long) > 1 else long[0]
    paragraphs = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        goes_on = len(last) >= 0.85 * full and last[-1] not in _CLOSED and not _NEW_PARAGRAPH.match(line)
        # A full line may end at a full stop in mid-paragraph, which the text does not tell from its end;
        # a new paragraph costs nothing there, since the sentence is whole.
        if goes_on:
            gap = " " if last[-1].isascii() and line[0].isascii() and last[-1] != "-" else ""
            paragraphs[-1] += gap + line
        else:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)
