import pytest

from index.document import Kind
from index.metadata import level_of, parse_date, place_of, read_metadata
from index.outline import read_outline


def metadata(text, name=""):
    return read_metadata(text, read_outline(text), name)


def test_a_notice_says_who_when_and_to_whom():
    text = (
        "加急\n柳政办发〔2021〕7号\n关于防汛的通知\n各乡镇人民政府：\n雨多。现通知如下：\n一、值班\n要有人。\n"
        "柳林县人民政府办公室\n2021年6月1日\n"
    )
    found = metadata(text)
    assert found.title == "关于防汛的通知"
    assert found.number == "柳政办发〔2021〕7号"
    assert found.issuer == "柳林县人民政府办公室"
    assert found.date == "2021-06-01"
    assert (found.level, found.area) == ("county", "柳林县")
    assert found.recipients == "各乡镇人民政府"
    assert found.urgency == "加急"
    assert found.kind is Kind.NOTICE


@pytest.mark.parametrize(
    "number", ["川水发[2021]12号", "川水发【2021】12号", "川水发（2021）12号", "川水明电〔2021〕 3 号"]
)
def test_document_numbers_in_every_bracket(number):
    text = f"关于节水的通知\n{number}\n各单位：\n请节水。\n四川省水利厅\n2021年3月2日"
    assert metadata(text).number == number.replace(" ", "")


def test_the_issuer_comes_from_the_title_where_nobody_signed():
    found = metadata("江州市教育局关于开学的通知\n各学校：\n三月开学。\n")
    assert (found.issuer, found.level, found.area) == ("江州市教育局", "city", "江州市")


def test_a_number_in_the_title_is_read_and_taken_out():
    found = metadata("关于防汛的通知（柳政办发〔2021〕7号）\n各村：\n要值班。\n")
    assert (found.title, found.number) == ("关于防汛的通知", "柳政办发〔2021〕7号")


def test_an_order_is_numbered_by_its_bracket():
    found = metadata("江州市防控指挥部通告（第7号）\n为了安全，现通告如下：\n一、停课。各校执行。\n")
    assert (found.title, found.number) == ("江州市防控指挥部通告（第7号）", "第7号")
    assert (found.level, found.area) == ("city", "江州市")


def test_a_law_is_a_law_and_names_its_organ():
    text = "河道条例\n2003年5月9日 江州省人民代表大会常务委员会通过\n2011年1月8日 修订\n"
    text += "第一条 为了河道。\n第二条 适用本条例。\n"
    found = metadata(text)
    assert found.kind is Kind.LAW
    assert found.date == "2011-01-08"
    assert found.issuer.endswith("人民代表大会常务委员会")


def test_the_file_name_is_the_last_resort():
    found = metadata("一段没有标题的话，讲了很多很多事情。后面还有。", "记录(2020-02-07)")
    assert found.date == "2020-02-07"
    assert found.title.startswith("一段没有标题")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2020年1月27日", "2020-01-27"),
        ("二〇二〇年一月二十七日", "2020-01-27"),
        ("二○二○年十二月三日", "2020-12-03"),
        ("2020-2-7", "2020-02-07"),
        ("2020年2月30日", ""),
        ("近日", ""),
    ],
)
def test_dates(words, expected):
    assert parse_date(words) == expected


@pytest.mark.parametrize(
    ("organ", "level", "area"),
    [
        ("中共安庆市委组织部", "city", "安庆市"),
        ("国务院办公厅", "national", "全国"),
        ("财政部", "national", "全国"),
        ("国家税务总局厦门市税务局", "city", "厦门市"),
        ("北京市卫生健康委员会", "provincial", "北京市"),
        ("广西壮族自治区教育厅", "provincial", "广西壮族自治区"),
        ("太湖县疫情防控指挥部", "county", "太湖县"),
        ("湖南省常德市人民政府", "city", "常德市"),
        ("各有关单位", "", ""),
        ("", "", ""),
    ],
)
def test_level_and_area_by_the_name_of_the_organ(organ, level, area):
    assert (level_of(organ), place_of(organ)) == (level, area)
