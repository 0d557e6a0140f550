"""Messages about files and sheets."""

from .message import CRITICAL, ERROR, WARNING, Message
from .message import gettext_noop as _

FILES = {
    "file-missing": Message(CRITICAL, _("There is no file or folder at {path}."), _("Check the path.")),
    "file-empty": Message(CRITICAL, _("The file is empty."), _("Export the form again and check its size.")),
    "file-unreadable": Message(CRITICAL, _("The file cannot be read: {detail}."), _("Check its permissions.")),
    "file-too-large": Message(
        CRITICAL, _("The file has {size} bytes; at most {limit} are read."), _("Remove pictures and unused sheets.")
    ),
    "file-kind": Message(
        CRITICAL,
        _("{name} is neither an .xlsx workbook nor a folder of CSV sheets."),
        _("Save the form as .xlsx, or put survey.csv, choices.csv and settings.csv into one folder."),
    ),
    "xls-refused": Message(
        CRITICAL,
        _("This is a workbook in the old binary format (.xls), or not a workbook at all."),
        _("Open it in a spreadsheet program and save it as .xlsx."),
    ),
    "workbook-encrypted": Message(
        CRITICAL, _("The workbook is protected by a password."), _("Remove the password and save it again.")
    ),
    "macros-refused": Message(
        CRITICAL, _("The workbook contains macros."), _("Save it as .xlsx, which leaves the macros out.")
    ),
    "zip-broken": Message(
        CRITICAL, _("The workbook is damaged: {detail}."), _("Open it in a spreadsheet program and save it again.")
    ),
    "zip-too-large": Message(
        CRITICAL,
        _("Unpacked, the workbook would have {size} bytes; at most {limit} are read."),
        _("Remove pictures, unused sheets and formatting of whole columns."),
    ),
    "zip-ratio": Message(
        CRITICAL,
        _("The part {part} is packed more tightly than any spreadsheet program packs."),
        _("Open the workbook in a spreadsheet program and save it again."),
    ),
    "xml-doctype": Message(
        CRITICAL,
        _("The part {part} contains a document type declaration, which could reach other files."),
        _("Save the file again from a spreadsheet program or a form editor."),
    ),
    "xml-broken": Message(
        CRITICAL, _("The part {part} is not well-formed XML: {detail}."), _("Save the file again from its program.")
    ),
    "encoding-wrong": Message(
        CRITICAL,
        _("{name} is not in UTF-8: byte {byte} cannot be read."),
        _("Save it as 'CSV UTF-8' from the spreadsheet program."),
    ),
    "csv-broken": Message(
        CRITICAL, _("{name} is not a readable CSV file: {detail}."), _("Save it as 'CSV UTF-8' from the spreadsheet.")
    ),
    "rows-too-many": Message(
        CRITICAL, _("The sheet has more than {limit} rows."), _("Delete the empty rows below the last question.")
    ),
    "cells-too-many": Message(
        CRITICAL, _("The sheet has more than {limit} filled cells."), _("Split the form, or move long lists to files.")
    ),
    "columns-too-many": Message(
        CRITICAL, _("The sheet has more than {limit} columns."), _("Delete the columns that the form does not use.")
    ),
    "cell-too-long": Message(
        CRITICAL, _("The cell has more than {limit} characters."), _("Shorten the text or split it into notes.")
    ),
    "cell-error": Message(ERROR, _("The cell shows the error {value}."), _("Mend the formula, or type the value.")),
    "cell-control": Message(
        ERROR,
        _("The cell contains a character that XML cannot carry."),
        _("Type the text again."),
    ),
    "formula-without-value": Message(
        WARNING,
        _("The cell holds a formula whose result was not saved."),
        _("Open the workbook in a spreadsheet program, let it calculate, and save it."),
    ),
    "merged-cells": Message(
        WARNING, _("The cells {value} are merged; only the first counts."), _("Unmerge them and repeat the value.")
    ),
    "sheet-unused": Message(
        WARNING, _("The sheet {value} is not part of an XLSForm and is ignored."), _("Nothing, if that is intended.")
    ),
    "sheet-misspelt": Message(
        WARNING, _("The sheet {value} is ignored; its name is close to {near}."), _("Rename it, if it belongs.")
    ),
}

SHEETS = {
    "sheet-missing": Message(ERROR, _("There is no sheet named {value}."), _("Add the sheet, or correct its name.")),
    "sheet-empty": Message(ERROR, _("The sheet asks no question."), _("Add a row for each question.")),
    "column-missing": Message(ERROR, _("The sheet has no column {value}."), _("Add the column to the first row.")),
    "column-duplicate": Message(
        ERROR, _("The column {value} occurs twice."), _("Rename or remove one of the two columns.")
    ),
    "column-unknown": Message(
        WARNING, _("The column {value} is not known and is ignored."), _("Correct its name, or leave it as a remark.")
    ),
    "column-headless": Message(
        WARNING, _("A cell has no column header above it and is ignored."), _("Give the column a header, or clear it.")
    ),
    "namespace-undeclared": Message(
        ERROR,
        _("The prefix {value} is not declared."),
        _('Add it to the column namespaces of the sheet settings, for example {value}="https://example.org/".'),
    ),
    "type-missing": Message(ERROR, _("The row has a name or a label, but no type."), _("Fill in the column type.")),
    "type-unknown": Message(
        ERROR, _("The question type {value} is not known."), _("Use a type of XLSForm, for example text or integer.")
    ),
    "type-misspelt": Message(ERROR, _("The question type {value} is not known."), _("Perhaps {near} is meant.")),
    "name-missing": Message(ERROR, _("The row has no name."), _("Give it a name, unique in its group.")),
    "name-invalid": Message(
        ERROR,
        _("The name {value} is not allowed."),
        _("Begin with a letter or underscore; go on with letters, digits, underscores, hyphens or full stops."),
    ),
    "name-duplicate": Message(
        ERROR, _("The name {value} is already used in this group, in row {first}."), _("Choose another name.")
    ),
    "name-case": Message(
        WARNING,
        _("The name {value} differs from the one in row {first} by capital letters only."),
        _("Choose a name that also differs when capitals are ignored."),
    ),
    "begin-unclosed": Message(ERROR, _("The {value} that begins here is never ended."), _("Add the row end {value}.")),
    "end-unopened": Message(
        ERROR, _("This row ends a {value} that was not begun here."), _("Remove it, or add the matching begin row.")
    ),
    "list-missing": Message(ERROR, _("The type names no list of choices."), _("Write for example select_one yes_no.")),
    "list-unknown": Message(
        ERROR, _("The list of choices {value} is not on the sheet choices."), _("Add the list, or correct its name.")
    ),
    "list-name-missing": Message(ERROR, _("The choice belongs to no list."), _("Fill in the column list_name.")),
    "choice-name-missing": Message(ERROR, _("The choice has no name."), _("Fill in the column name.")),
    "choice-name-spaces": Message(
        ERROR,
        _("The choice name {value} contains a space, which separates the choices of an answer."),
        _("Replace the space by an underscore."),
    ),
    "choice-duplicate": Message(
        ERROR,
        _("The choice {value} is already in the list {list}, in row {first}."),
        _("Rename it, or set allow_choice_duplicates to yes on the sheet settings."),
    ),
    "choice-label-missing": Message(WARNING, _("The choice has no label."), _("Fill in the column label.")),
    "label-missing": Message(ERROR, _("The question has no label in any language."), _("Fill in the column label.")),
    "calculation-missing": Message(ERROR, _("The row calculates nothing."), _("Fill in the column calculation.")),
    "translation-missing": Message(
        WARNING, _("The translation into {value} is missing."), _("Fill in the cell, or remove the language.")
    ),
    "language-code-missing": Message(
        WARNING,
        _("The language {value} has no code of BCP 47."),
        _("Write the column as label::English (en)."),
    ),
    "reference-unknown": Message(
        ERROR, _("There is no question named {value}."), _("Correct the name in ${{{value}}}, or add the question.")
    ),
    "reference-ambiguous": Message(
        ERROR, _("Several questions are named {value}."), _("Give the question that is meant a name of its own.")
    ),
    "reference-broken": Message(
        ERROR, _("The reference {value} is not closed or not a name."), _("Write it as ${{name}}.")
    ),
    "trigger-invalid": Message(ERROR, _("{value} triggers nothing."), _("Write a reference such as ${{name}}.")),
    "dependency-cycle": Message(
        ERROR,
        _("The expressions of these questions depend on each other in a circle: {value}."),
        _("Remove one of the references."),
    ),
    "path-unknown": Message(
        ERROR, _("The expression refers to {value}, which is not in the form."), _("Use ${{name}} instead of a path.")
    ),
    "form-not-compiled": Message(ERROR, _("The form cannot be compiled: {detail}."), _("Correct the cell it names.")),
    "compiler-remark": Message(WARNING, "{detail}", _("Look again; the form works as it is.")),
    "file-external": Message(
        WARNING,
        _("The choices of {value} are in a file outside the form; answers to it cannot be checked."),
        _("Put the choices on the sheet choices, if they are to be checked."),
    ),
    "setting-invalid": Message(ERROR, _("The setting {value} is not allowed."), _("Correct it on the sheet settings.")),
}
