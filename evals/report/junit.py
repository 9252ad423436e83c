"""JUnit XML: one test case an item, so that any CI shows flips by name."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from evals.item import CAUSES, Item
from evals.report.shown import interval, value
from evals.run import Run

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(run: Run) -> str:
    """The run as JUnit XML."""
    wrong = sum(not i.right for i in run.items)
    root = ElementTree.Element("testsuites", name="evals", tests=str(len(run.items)), failures=str(wrong))
    for suite in run.suites:
        items = [i for i in run.items if i.suite == suite]
        failures = sum(not i.right for i in items)
        element = ElementTree.SubElement(
            root, "testsuite", name=suite, tests=str(len(items)), failures=str(failures)
        )
        if suite == run.suites[0]:
            _properties(element, run)
        for item in items:
            _case(element, item)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _properties(suite: ElementTree.Element, run: Run) -> None:
    properties = ElementTree.SubElement(suite, "properties")
    for total in run.totals:
        text = " ".join(part for part in (value(total), f"n={total.n}", interval(total)) if part)
        ElementTree.SubElement(properties, "property", name=total.name, value=text)


def _case(suite: ElementTree.Element, item: Item) -> None:
    seconds = f"{item.milliseconds / 1000:.3f}"
    name = _clean(f"{item.id} {item.question}")
    case = ElementTree.SubElement(
        suite, "testcase", classname=f"{item.suite}.{item.kind}", name=name, time=seconds
    )
    if item.right:
        return
    message = f"{CAUSES.get(item.cause, item.cause)}：{item.reason}"
    failure = ElementTree.SubElement(case, "failure", message=_clean(message), type=item.cause)
    quotes = [
        f"[{c['n']}] {c['document_id']} {c['start']}–{c['end']} {c.get('quote', '')}"
        for c in item.answer["citations"]
    ]
    lines = [
        f"问：{item.question}",
        f"要求：{item.expected}",
        *item.violations,
        f"答：{item.answer.get('text', '')}",
        *quotes,
    ]
    failure.text = _clean("\n".join(lines))


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)
