"""Printed texts and labels: what each means, without a build, by the SQL of the macros."""

import csv
import subprocess

import duckdb
import pytest

from municipal_indicators.parse import COLUMNS, parse_texts, render_macro
from tests.support.projects import COMMAND, REPOSITORY

FACTS = REPOSITORY / "tests/fixtures/printed_texts.csv"

with FACTS.open(encoding="utf-8", newline="") as file:
    PRINTED_TEXTS = list(csv.DictReader(file))

# What the remarks in the fixture and other pages add to its rows.
ALSO = {
    "missing": [
        "X",
        "nb",
        "n.b",
        "NB",
        "n.n.b.",
        "nnb",
        "NNB",
        "N.n.b.",
        "nvt",
        "n.v.t",
        "n.v.t.*",
        "ntb",
        "nog te bepalen",
        "p.m.",
        "PM",
        "volgt",
        "Geen data",
        "nog niet bekend",
        "− ",
        "niet  gemeten",
    ],
    "text": [
        "toename",
        "stijgend",
        "omhoog",
        "daling",
        "afname",
        "afnemend",
        "omlaag",
        "gelijk",
        "gelijkblijvend",
        "handhaven",
        "zie toelichting",
        "8 wegen",
        "≥ 2020",
        "2019-2021",
        "Ouders: 6,8",
        "16% zeer 44% matig 35% geen (2015)",
    ],
    "not_understood": [
        "(35)",
        "min 5",
        "€ 3 (ton)",
        "€ 5 kg",
        "75-70",
        "ca. 5-7",
        "5 en 7",
        "1234567 mln",
        "--5",
        "12,,5 kg",
        "8,5% 9,2%",
        "1 23",
        "01.234.56",
        "",
    ],
}

SAME = {
    "12 345": ["12\u00a0345", "12\u202f345", "12\u2009345", " 12 345 "],
    "1500000": ["1,5 mln", "1,5 miljoen", "1,5 (mln.)", "1,5 mio", "1.500 x 1.000", "1.500 (dzd)"],
    "70-75": ["70 – 75", "70 tot 75", "tussen 70 en 75", "70 à 75", "70 t/m 75", "70\u201175"],
    "80+": [
        "≥80",
        "≥ 80",
        "=> 80",
        "min. 80",
        "minimaal 80",
        "ten minste 80",
        "Vanaf 80",
        "80 of meer",
    ],
    "≤ 5": ["<= 5", "max. 5", "ten hoogste 5", "hoogstens 5", "tot en met 5", "niet meer dan 5"],
    "ca. 80": ["circa 80", "ongeveer 80", "± 80", "+/- 80", "≈80", "ca 80"],
    "5%": ["5 %", "5 procent", "5\u200b%", "5\u00ad%"],
    "-5": ["−5", "– 5", "- 5"],
    "105": ["105 in 2019", "105 (2019)", "105*", "105¹", "105 1)", "105 (B)", "105 (2019)*"],
}


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


def meaning(text: str) -> tuple[str, ...]:
    (row,) = parse_texts([text])
    return tuple(row[column] for column in COLUMNS[1:-1])


def test_every_printed_text_means_what_it_should():
    columns = COLUMNS[:-1]
    parsed = parse_texts([row["printed_text"] for row in PRINTED_TEXTS])
    assert len(PRINTED_TEXTS) == 82
    assert [[row[column] for column in columns] for row in parsed] == [
        [row[column] for column in columns] for row in PRINTED_TEXTS
    ]


@pytest.mark.parametrize("kind", ALSO)
def test_texts_like_them_are_of_the_same_kind(kind):
    found = {row["printed_text"]: row["kind"] for row in parse_texts(ALSO[kind])}
    assert found == dict.fromkeys(ALSO[kind], kind)


@pytest.mark.parametrize("text", SAME)
def test_other_spellings_mean_the_same(text):
    expected = meaning(text)
    if text == "1500000":
        # Fewer digits are printed of it, so the interval is wider.
        assert [meaning(other)[:2] for other in SAME[text]] == [expected[:2]] * len(SAME[text])
    else:
        assert {other: meaning(other) for other in SAME[text]} == dict.fromkeys(
            SAME[text], expected
        )


def test_a_text_is_never_read_as_a_number_by_part_of_it():
    for text in ("104 tov 134 landelijk", "3e plaats", "Fiets 37%", "2% helemaal 10% mee eens"):
        assert meaning(text) == ("text", "", "", "", "", "")


def test_a_publisher_says_what_its_own_marks_mean(tmp_path, monkeypatch):
    folder = tmp_path / "seeds"
    folder.mkdir()
    marks = (REPOSITORY / "seeds/reference/missing_marks.csv").read_text(encoding="utf-8")
    own = "-,GM0268,A,nihil,nil\n#,GM0453,L,niet gemeten,not measured\ngeen,GM0828,A,nul,none\n"
    (folder / "missing_marks.csv").write_text(marks + own, encoding="utf-8")
    (tmp_path / "macros").symlink_to(REPOSITORY / "macros")
    monkeypatch.chdir(tmp_path)
    texts = ["-", "#", "geen", "5"]
    kinds = {
        publisher: [
            f"{row['kind']} {row['value']}".strip() for row in parse_texts(texts, publisher)
        ]
        for publisher in (None, "GM0268", "GM0453", "GM0828")
    }
    assert kinds == {
        None: ["missing", "not_understood", "not_understood", "number 5"],
        "GM0268": ["number 0", "not_understood", "not_understood", "number 5"],
        "GM0453": ["missing", "missing", "not_understood", "number 5"],
        "GM0828": ["missing", "not_understood", "number 0", "number 5"],
    }


def test_the_command_prints_the_columns_of_the_facts():
    texts = ["--", "-€ 5", "8,5%", "12,,5", "--help"]
    outcome = subprocess.run(
        [COMMAND, "parse", "--project-dir", REPOSITORY, "-", *texts],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = list(csv.DictReader(outcome.stdout.splitlines()))
    assert list(rows[0]) == COLUMNS == list(PRINTED_TEXTS[0])
    assert [row["printed_text"] for row in rows] == ["-", *texts]
    assert [row["kind"] for row in rows][:4] == ["missing", "missing", "number", "number"]
    assert "read_as" in rows[4]["note"]


SAME_LABEL = [
    (
        "Banen (21)",
        "7. Banen",
        "nr 21 Banen",
        "01 - Banen",
        "(21) Banen",
        "Banen¹",
        "banen*",
        "Banen:",
    ),
    (
        "Winkeldiefstallen per 1.000 inwoners",
        "Winkeldiefstallen (per 1000 inwoners)",
        "winkeldiefstallen  per\u00a01.000 inwoners",
        "Win\u00adkeldiefstallen per 1 000 inwoners\u200b",
        "Winkeldiefstallen, aantal per 1.000 inwoners (bron: CBS)",
        "Winkeldiefstallen per 1.000 inwoners *1)",
    ),
    (
        "Cliënten met een maatwerkarrangement Wmo",
        "Clienten met maatwerkarrangement WMO (wettelijk)",
    ),
    (
        "Percentage jongeren van 12 t/m 21 jaar",
        "% jongeren (12-21 jaar)",
        "2.1  % jongeren 12 – 21 jaar",
    ),
    ("Harde kern jongeren", "I.07. Harde kern jongeren - vervallen m.i.v. 2018"),
]

OTHER_LABELS = [
    "Absoluut verzuim",
    "Relatief verzuim",
    "Jongeren met jeugdhulp",
    "Jongeren met jeugdbescherming",
    "Jongeren met jeugdreclassering",
    "Formatie",
    "Bezetting",
    "van 0 - 19 jaar",
    "20 - 64 jaar",
    "Woonlasten eenpersoonshuishouden",
    "Woonlasten meerpersoonshuishouden",
    "65 jaar",
    "18 jaar",
    "Woninginbraak: % poging",
    "Woninginbraak: % voltooid",
    "Aantal misdrijven",
    "Misdrijven",
]


def normalised(labels: list[str]) -> list[str]:
    macro = render_macro("normalised_labels('labels', ['label'])")
    rows = duckdb.execute(
        f"""
        with labels as (select unnest(?) as label, unnest(range(?)) as line)
        select label_key from ({macro}) order by line
        """,
        [labels, len(labels)],
    ).fetchall()
    return [row[0] for row in rows]


@pytest.mark.parametrize("labels", SAME_LABEL, ids=lambda labels: labels[0])
def test_labels_that_mean_the_same_are_one_key(labels):
    assert len(set(normalised(list(labels)))) == 1, normalised(list(labels))


def test_labels_that_are_easily_confused_stay_apart():
    assert len(set(normalised(OTHER_LABELS))) == len(OTHER_LABELS)


def test_labels_of_mandatory_indicators_resolve_and_none_wrongly():
    """On the pages of 21 publishers, by the judgement of a reader (tests/fixtures).

    Labels of one publisher were added for its page, and would not help the next one.
    """
    columns = "['printed_label', 'printed_unit']"
    rows = duckdb.execute(
        f"""
        with
        labels as (
            from read_csv(?, all_varchar = true, comment = '') where publisher_area_id is null
        ),
        known as ({render_macro(f"normalised_labels('labels', {columns})")}),
        judgements as (
            select *, row_number() over () as line from read_csv(?, all_varchar = true)
        ),
        judged as ({render_macro(f"normalised_labels('judgements', {columns})")})
        select
            judged.printed_label,
            judged.indicator_id,
            judged.factor,
            known.indicator_id as found,
            known.factor as found_factor
        from judged
        left join known
            on
                judged.printed_label_key = known.printed_label_key
                and (
                    known.printed_unit_key is null
                    or judged.printed_unit_key = known.printed_unit_key
                )
        qualify row_number() over (partition by line order by known.printed_unit_key nulls last) = 1
        """,
        [
            str(REPOSITORY / "seeds/reference/indicator_labels.csv"),
            str(REPOSITORY / "tests/fixtures/mandatory_labels.csv"),
        ],
    ).fetchall()
    mandatory = [row for row in rows if row[1] is not None]
    resolved = [row for row in mandatory if row[3] is not None]
    wrong = [row for row in rows if row[3] is not None and row[1:3] != row[3:]]
    assert len(mandatory) > 130
    assert wrong == []
    assert len(resolved) >= 0.95 * len(mandatory), set(mandatory) - set(resolved)
