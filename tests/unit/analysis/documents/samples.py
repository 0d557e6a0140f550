"""An analysis document of invented exercise data, of the size of a real one, in English, Arabic and Chinese."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from poaiss.analysis.documents.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
)

DATE = "2026-11-20"
DIGEST = "5f1d6c8e90a2b47733c1e0d9f8a6b5c4d3e2f1a09b8c7d6e5f4a3b2c1d0e9f8a"
STATES = {
    "en": ("Avaria", "Borovia", "Cordavia", "Dravinia", "Estoria", "Farland", "Galdonia", "Hestria"),
    "ar": ("أفاريا", "بوروفيا", "كوردافيا", "درافينيا", "إستوريا", "فارلاند", "غالدونيا", "هيستريا"),
    "zh": ("阿瓦里亚", "博罗维亚", "科尔达维亚", "德拉维尼亚", "埃斯托里亚", "法兰", "加尔多尼亚", "赫斯特里亚"),
}
WORDS = {
    "en": {
        "title": "Analysis of the national reports of 2026",
        "subtitle": "Programme of Action on small arms and light weapons, and International Tracing Instrument",
        "operator": "Secretariat of the exercise",
        "themes": (
            "National coordination and legislation",
            "Manufacture",
            "International transfers",
            "Brokering",
            "Stockpile management",
            "Collection and disposal",
            "Marking, record-keeping and tracing",
            "International cooperation and assistance",
        ),
        "method": "How this analysis was made",
        "method_text": "Each State answered the same questions. A State that did not report is counted as such, never "
        "as one that answered no. Where a State said nothing, the least and the most that can be true are given.",
        "part": "Commitments in this theme",
        "text": "{yes} of {all} States that reported have a law or procedure in this theme ({share} per cent); "
        "{developing} are developing one. Counted over all States, the share lies between {low} and {high} per cent.",
        "bullets": ("The question was asked in all editions.", "Two States changed their answer since 2024."),
        "note": "What is missing",
        "note_text": "3 States did not report; their answers are not known, and nothing is assumed of them.",
        "finding": "{yes} of {all} States that reported keep records for at least twenty years",
        "shows": "States by their answer, round of 2026",
        "alt": "Horizontal bars, one for each answer: {yes} States said yes, {developing} are developing a law.",
        "caption": "Answers by State, {theme}",
        "columns": ("State", "Answer", "Reports", "Share"),
        "answers": ("Yes", "In development", "No"),
        "facts": ("Unit", "Denominator", "Source", "Data version", "Code version", "Result’s digest"),
        "fact_texts": ("States", "8 States that reported in 2026", "National reports published in the round of 2026"),
    },
    "ar": {
        "title": "تحليل التقارير الوطنية لعام 2026",
        "subtitle": "برنامج العمل المتعلق بالأسلحة الصغيرة والأسلحة الخفيفة والصك الدولي للتعقب",
        "operator": "أمانة التمرين",
        "themes": (
            "التنسيق الوطني والتشريعات",
            "الصنع",
            "عمليات النقل الدولي",
            "السمسرة",
            "إدارة المخزونات",
            "الجمع والتصرف",
            "الوسم وحفظ السجلات والتعقب",
            "التعاون والمساعدة الدوليان",
        ),
        "method": "كيف أُعد هذا التحليل",
        "method_text": "أجابت كل دولة عن الأسئلة نفسها. والدولة التي لم تقدم تقريرا تُحسب على هذا النحو، ولا تُحسب أبدا "
        "دولة أجابت بالنفي. وحيثما لم تقل الدولة شيئا يُذكر أقل ما يمكن أن يصح وأكثره.",
        "part": "الالتزامات في هذا الموضوع",
        "text": "لدى {yes} من أصل {all} دول قدمت تقاريرها قانون أو إجراء في هذا الموضوع ({share} في المائة)؛ وتعكف "
        "{developing} على وضعه. وتتراوح النسبة بين {low} و {high} في المائة إذا حُسبت الدول كلها.",
        "bullets": ("طُرح السؤال في جميع الطبعات.", "غيرت دولتان جوابهما منذ عام 2024."),
        "note": "ما ينقص",
        "note_text": "لم تقدم 3 دول تقاريرها؛ وأجوبتها غير معروفة ولا يُفترض بشأنها شيء.",
        "finding": "تحتفظ {yes} من أصل {all} دول بالسجلات مدة عشرين عاما على الأقل",
        "shows": "الدول بحسب جوابها، جولة عام 2026",
        "alt": "أعمدة أفقية، عمود لكل جواب: أجابت {yes} دول بنعم، وتعكف {developing} على وضع قانون.",
        "caption": "الأجوبة بحسب الدولة، {theme}",
        "columns": ("الدولة", "الجواب", "التقارير", "النسبة"),
        "answers": ("نعم", "قيد الوضع", "لا"),
        "facts": ("الوحدة", "المقام", "المصدر", "إصدار البيانات", "إصدار الشفرة", "بصمة النتيجة"),
        "fact_texts": ("الدول", "8 دول قدمت تقاريرها في عام 2026", "التقارير الوطنية المنشورة في جولة عام 2026"),
    },
    "zh": {
        "title": "2026年国家报告分析",
        "subtitle": "小武器和轻武器行动纲领及国际追查文书",
        "operator": "演练秘书处",
        "themes": (
            "国家协调与立法",
            "制造",
            "国际转让",
            "经纪活动",
            "储存管理",
            "收缴和处置",
            "标识、记录保存和追查",
            "国际合作与援助",
        ),
        "method": "本分析如何编制",
        "method_text": "每个国家回答同样的问题。没有提交报告的国家按未报告计算，从不算作回答“否”的国家。"
        "国家未作说明之处，给出可能成立的最小值和最大值。",
        "part": "本专题的承诺",
        "text": "提交报告的{all}个国家中有{yes}个在本专题有法律或程序（{share}%）；{developing}个正在制定。"
        "若计算所有国家，比例在{low}%至{high}%之间。",
        "bullets": ("该问题在所有版本中都提出过。", "两个国家自2024年以来改变了回答。"),
        "note": "缺少什么",
        "note_text": "3个国家没有提交报告；其回答不得而知，也不作任何推定。",
        "finding": "提交报告的{all}个国家中有{yes}个将记录至少保存二十年",
        "shows": "按回答分列的国家，2026年轮次",
        "alt": "横条图，每种回答一条：{yes}个国家回答“是”，{developing}个正在制定法律。",
        "caption": "按国家分列的回答，{theme}",
        "columns": ("国家", "回答", "报告", "比例"),
        "answers": ("是", "正在制定", "否"),
        "facts": ("单位", "分母", "来源", "数据版本", "代码版本", "结果摘要"),
        "fact_texts": ("国家", "2026年提交报告的8个国家", "2026年轮次公布的国家报告"),
    },
}
Draw = Callable[[str, str, list[tuple[str, int]]], tuple[bytes, bytes]]
"""Name, language and bars in; SVG and PNG out."""


def png(width: int = 60, height: int = 30) -> bytes:
    """Return a plain picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((0, 64, 107)) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def drawn(name: str, language: str, bars: list[tuple[str, int]]) -> tuple[bytes, bytes]:
    """Return bars as a small SVG, and a plain picture."""
    lines = "".join(
        f'<rect x="120" y="{at * 30}" width="{value * 40}" height="22" fill="#00406b" clip-path="url(#{name}-clip)"/>'
        f'<text x="0" y="{at * 30 + 16}" font-family="Noto Sans, sans-serif" font-size="12">{label} ({value})</text>'
        for at, (label, value) in enumerate(bars)
    )
    clip = f'<defs><clipPath id="{name}-clip"><rect width="680" height="120"/></clipPath></defs>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="680" height="120" viewBox="0 0 680 120">{clip}{lines}</svg>'
    return svg.encode(), png()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many States said what, and what follows from it."""

    yes: int
    developing: int
    all: int = 8

    def says(self, text: str) -> str:
        low, high = 100 * self.yes // 11, 100 * (self.yes + 3) // 11
        share = 100 * self.yes // self.all
        return text.format(
            yes=self.yes, all=self.all, developing=self.developing, share=share, low=low, high=high, theme="{theme}"
        )


def numbers(language: str, counts: Counts, caption: str, rows: int) -> Table:
    """Return a table of States with their answers; beyond the eight States their names come again with a number."""
    words, states = WORDS[language], STATES[language]
    columns = tuple(Column(str(label), numeric=at > 1) for at, label in enumerate(words["columns"]))
    lines = []
    for at in range(rows):
        name = states[at % 8] + (f" {at // 8 + 1}" if at > 7 else "")
        answer = words["answers"][0 if at % 8 < counts.yes else 1 if at % 8 < counts.yes + counts.developing else 2]
        lines.append((name, answer, f"{1000 + at * 37:,}".replace(",", "\u00a0"), f"{at * 13 % 100}.{at % 10} %"))
    return Table(caption, columns, tuple(lines), str(words["note_text"]))


def figure(language: str, name: str, counts: Counts, draw: Draw = drawn, rows: int = 8) -> Figure:
    """Return a figure with its numbers."""
    words = WORDS[language]
    bars = list(zip(map(str, words["answers"]), (counts.yes, counts.developing, 8 - counts.yes), strict=True))
    svg, picture = draw(name, language, bars)
    texts = (*words["fact_texts"], DIGEST[:16], "4.0.1 (861d08e)", DIGEST)
    return Figure(
        name=name,
        title=counts.says(str(words["finding"])),
        shows=str(words["shows"]),
        alt=counts.says(str(words["alt"])),
        svg=svg,
        png=picture,
        facts=tuple(zip(map(str, words["facts"]), map(str, texts), strict=True)),
        table=numbers(language, counts, str(words["shows"]), rows),
    )


def chapter(language: str, at: int, theme: str, draw: Draw, figures: int, rows: int) -> list[Block]:
    """Return a theme: text, a table, figures, and what is missing."""
    words, counts = WORDS[language], Counts(3 + at % 4, 1)
    found: list[Block] = [Heading(1, theme, f"theme-{at}"), Paragraph(counts.says(str(words["text"])))]
    found += [Heading(2, str(words["part"]), f"commitments-{at}"), Bullets(tuple(map(str, words["bullets"])))]
    found.append(numbers(language, counts, str(words["caption"]).format(theme=theme), rows))
    for number in range(figures):
        own = Counts(1 + (at + number) % 6, 1)
        found.append(Heading(3, own.says(str(words["shows"])), f"figure-{at}-{number}"))
        found.append(Paragraph(own.says(str(words["text"]))))
        found.append(figure(language, f"theme-{at}-{number}", own, draw))
    return [*found, Note(str(words["note_text"]), str(words["note"]))]


def document(language: str = "en", *, draw: Draw = drawn, figures: int = 5, rows: int = 30) -> Document:
    """Return a whole document: eight themes, each with FIGURES figures and a table of ROWS lines."""
    words = WORDS[language]
    blocks: list[Block] = [Heading(1, str(words["method"]), "method")]
    blocks += [Paragraph(str(words["method_text"])) for _ in range(3)]
    for at, theme in enumerate(words["themes"]):
        blocks += chapter(language, at, str(theme), draw, figures, rows)
    return Document(
        title=str(words["title"]),
        subtitle=str(words["subtitle"]),
        language=language,
        date=DATE,
        operator=str(words["operator"]),
        exercise=True,
        blocks=tuple(blocks),
        words={},
        facts=tuple(zip(map(str, words["facts"][3:]), (DIGEST[:16], "4.0.1", DIGEST), strict=True)),
        data={"round": 2026, "shares": {"reported": 0.625}},
    )


def small(language: str = "en") -> Document:
    """Return the same on a few pages."""
    found = document(language, figures=1, rows=3)
    return replace(found, blocks=found.blocks[:22])


HOSTILE = {
    "markup": '#panic("x") $x^2$ *bold* _it_ = Head `raw` @ref <label> \\u{41} #{ 1 + 1 } // no comment /* none */',
    "html": "</table></body><script>alert(1)</script><img src=x onerror=alert(1)> &amp; &#65; ]]> <!-- x -->",
    "controls": "a\x00b\x01c\x07d\x1be\x7ff\x85g",
    "spaces": " \t a \r\n\r\n b \u2028 c \u2029 d \u00a0 e",
    "word": "x" * 3000,
    "direction": "abc \u202e evil \u2066 txt \u202c",
    "surrogate": "a\ud800b",
    "private": "\ue000 \U0010ffff \ufffe \ufdd0",
    "emoji": "😀 👩‍👩‍👧 🇺🇳",
    "marks": "a" + "\u0301" * 200,
    "blank": " ",
    "empty": "",
    "long": "A sentence that is repeated. " * 120,
}


def saying(text: str, language: str = "en") -> Document:
    """Return a document that says TEXT wherever a text can stand."""
    table = Table(text, (Column(text), Column(text, numeric=True)), ((text, text), ("1",), (text, text, text)), text)
    picture = replace(figure(language, "hostile", Counts(1, 1)), title=text, shows=text, alt=text)
    picture = replace(picture, facts=((text, text),), table=table)
    blocks = (Heading(3, text, text), Paragraph(text), Bullets((text, text)), Note(text, text), table, picture)
    found = small(language)
    return replace(
        found,
        title=text,
        subtitle=text,
        operator=text,
        date=text,
        facts=((text, text),),
        blocks=(*blocks, Heading(0, text, ""), Heading(9, text, ""), *blocks),
        data={text: [text]},
    )
