"""For each rule of the adviser: answers that make it speak, and answers that nearly do, by names of questions.

In lists a name stands with its entry: ``p_6_7_count[1]``.
"""

Answers = dict[str, str]
LONG = "Officers of the customs service were trained at three border posts."
FIRES: dict[str, tuple[Answers, Answers]] = {
    "body-name": ({"q_1_1": "yes"}, {"q_1_1": "yes", "q_1_1_a": "Commission"}),
    "contact-name": ({"q_1_2": "yes"}, {"q_1_2": "yes", "q_1_2_1_name": "Ms A"}),
    "contact-reach": ({"q_1_2": "yes"}, {"q_1_2": "yes", "q_1_2_1_telephone": "+999 1"}),
    "tracing-contact-name": (
        {"q_1_2": "no", "q_1_2_3": "yes"},
        {"q_1_2": "no", "q_1_2_3": "yes", "q_1_2_3_name": "Mr B"},
    ),
    "plan-file": ({"q_1_3": "yes"}, {"q_1_3": "yes", "q_1_3_file": "plan.pdf"}),
    "plan-ended": ({"q_1_3": "yes", "p_1_7": "2025"}, {"q_1_3": "yes", "p_1_7": "2026"}),
    "manufacture-laws": (
        {"p_2_1": "yes", "p_2_2": "yes"},
        {"p_2_1": "yes", "p_2_2": "yes", "p_2_2_1_title[1]": "Arms Act"},
    ),
    "transfer-laws": ({"p_3_1": "yes"}, {"p_3_1": "yes", "p_3_1_1_title[1]": "Trade Act"}),
    "brokering-laws": ({"q_4_1": "yes"}, {"q_4_1": "developing"}),
    "law-title": ({"p_7_7_year[1]": "1999"}, {"p_7_7_year[1]": "1999", "p_7_7_title[1]": "Marking Act"}),
    "law-year": ({"p_7_7_title[1]": "Marking Act"}, {"p_7_7_title[1]": "Marking Act", "p_7_7_year[1]": "1999"}),
    "law-future": ({"p_7_7_year[1]": "2027"}, {"p_7_7_year[1]": "2026"}),
    "assistance-kind": ({"p_3_90": "yes"}, {"p_3_90": "yes", "p_3_90_1": "training"}),
    "assistance-need": ({"p_7_90": "yes"}, {"p_7_90": "yes", "p_7_90_2": LONG}),
    "assistance-vague": ({"p_7_90": "yes", "p_7_90_2": "Training"}, {"p_7_90": "yes", "p_7_90_2": LONG}),
    "proposal-file": ({"p_5_90": "yes", "p_5_90_3": "yes"}, {"p_5_90": "yes", "p_5_90_3": "no"}),
    "cases-number": ({"p_3_12": "yes"}, {"p_3_12": "yes", "p_3_12_1": "0"}),
    "row-year": ({"p_6_7_count[1]": "12"}, {"p_6_7_count[1]": "12", "p_6_7_year[1]": "2025"}),
    "row-count": ({"p_6_7_year[1]": "2025"}, {"p_6_7_year[1]": "2025", "p_6_7_count[1]": "0"}),
    "diversion-action": (
        {"p_5_9": "yes", "p_5_9_1_count[1]": "2"},
        {"p_5_9": "yes", "p_5_9_1_count[1]": "2", "p_5_9_1_action[1]": "Two people were charged."},
    ),
    "denominator": (
        {"p_6_5_year[1]": "2025", "p_6_5_found_traced[1]": "3"},
        {"p_6_5_year[1]": "2025", "p_6_5_found_traced[1]": "3", "p_6_5_found[1]": "9"},
    ),
    "destruction-table": ({"p_6_6": "destroyed evidence"}, {"p_6_6": "evidence"}),
    "refusal-reason": (
        {"p_8_10_year[1]": "2025", "p_8_10_refused[1]": "1"},
        {"p_8_10_year[1]": "2025", "p_8_10_refused[1]": "1", "p_8_11_2": "1"},
    ),
    "one-sex": ({"p_5_4_women": "8"}, {"p_5_4_women": "8", "p_5_4_men": "0"}),
    "total-missing": (
        {"p_10_7_year[1]": "2025", "p_10_7_girls[1]": "4"},
        {"p_10_7_year[1]": "2025", "p_10_7_girls[1]": "4", "p_10_7_total[1]": "9"},
    ),
    "victims-total": (
        {f"p_10_7_{who}[1]": "2" for who in ("women", "men", "girls", "boys")} | {"p_10_7_total[1]": "9"},
        {f"p_10_7_{who}[1]": "2" for who in ("women", "men", "girls", "boys")} | {"p_10_7_total[1]": "8"},
    ),
    "bodies-total": (
        {"p_10_5_women[1]": "2", "p_10_5_men[1]": "5", "p_10_5_total[1]": "8"},
        {"p_10_5_women[1]": "2", "p_10_5_men[1]": "5", "p_10_5_total[1]": "7"},
    ),
    "body-members": (
        {"q_1_1": "yes", "q_1_1_d_men": "6", "q_1_1_d_women": "4", "p_1_1": "12"},
        {"q_1_1": "yes", "q_1_1_d_men": "6", "q_1_1_d_women": "4", "p_1_1": "10"},
    ),
    "tracing-share": (
        {"p_6_5_year[1]": "2025", "p_6_5_seized[1]": "10", "p_6_5_seized_traced[1]": "11"},
        {"p_6_5_year[1]": "2025", "p_6_5_seized[1]": "10", "p_6_5_seized_traced[1]": "10"},
    ),
    "seizure-tables": (
        {
            "p_6_5_year[1]": "2025",
            "p_6_5_seized[1]": "10",
            "p_6_3_year[1]": "2025",
            "p_6_3_count[1]": "7",
            "p_6_3_year[2]": "2024",
            "p_6_3_count[2]": "3",
        },
        {
            "p_6_5_year[1]": "2025",
            "p_6_5_seized[1]": "10",
            "p_6_3_year[1]": "2025",
            "p_6_3_count[1]": "7",
            "p_6_3_year[2]": "2025",
            "p_6_3_count[2]": "3",
        },
    ),
    "destroyed-more": (
        {"p_5_7_count[1]": "5", "p_6_5_seized[1]": "5", "p_6_7_count[1]": "8", "p_6_7_count[2]": "3"},
        {"p_5_7_count[1]": "5", "p_6_5_seized[1]": "5", "p_6_7_count[1]": "8", "p_6_7_count[2]": "2"},
    ),
    "requests-received": (
        {"p_8_9": "5", "p_8_10_received[1]": "2", "p_8_10_received[2]": "2"},
        {"p_8_9": "4", "p_8_10_received[1]": "2", "p_8_10_received[2]": "2"},
    ),
    "no-tracing-yet-requests": ({"p_8_1": "no", "p_8_9": "5"}, {"p_8_1": "no", "p_8_9": "0"}),
    "no-brokering-yet-licences": ({"q_4_1": "no", "p_4_11": "1"}, {"q_4_1": "yes", "p_4_11": "1"}),
    "no-manufacture-yet-cases": ({"p_2_1": "no", "q_2_3": "yes"}, {"p_2_1": "no", "q_2_3": "no"}),
    "answered-under-blank": ({"p_2_7_1": "A law is planned."}, {"p_2_7": "yes", "p_2_7_1": "A law is planned."}),
    "retention-30": (
        {"q_2_3": "yes", "q_2_3_2": "c", "q_2_3_2_c": "25 years, since 2015"},
        {"q_2_3": "yes", "q_2_3_2": "c", "q_2_3_2_c": "30 years"},
    ),
    "retention-20": (
        {"p_3_11": "yes", "p_3_11_2": "c", "p_3_11_2_c": "١٠ سنوات"},
        {"p_3_11": "yes", "p_3_11_2": "c", "p_3_11_2_c": "25 years"},
    ),
    "retention-open": (
        {"p_7_8_2": "c", "p_7_8_2_c": "Over 1 year"},
        {"p_7_8_2": "c", "p_7_8_2_c": "21 years"},
    ),
    "yes-no-text": ({"p_5_3": "N/A"}, {"p_5_3": "Nine depots in the north."}),
    "elsewhere": (
        {"p_0_3": "No change: see last report."},
        {"p_0_3": "We see the last years as a turning point for reports."},
    ),
    "details-short": ({"p_2_7": "yes", "p_2_7_1": "By law."}, {"p_2_7": "yes", "p_2_7_1": LONG}),
    "same-text": (
        {"p_0_3": LONG, "p_3_4": LONG, "p_5_3": f" {LONG.upper()} "},
        {"p_0_3": LONG, "p_3_4": LONG, "p_5_3": f"{LONG} Twice."},
    ),
    "year-outside": (
        {"p_0_1": "2024", "p_0_2": "2025", "p_6_7_year[1]": "2023"},
        {"p_0_1": "2024", "p_0_2": "2025", "p_6_7_year[1]": "2024"},
    ),
    "inventory-old": ({"p_5_2": "2020-12-31"}, {"p_5_2": "2021-01-01"}),
}
"""By code: what makes the rule speak, and what nearly does."""
