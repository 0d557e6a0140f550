"""Messages about expressions and answers."""

from .message import ERROR, WARNING, Message
from .message import gettext_noop as _

EXPRESSIONS = {
    "expression-syntax": Message(
        ERROR, _("The expression cannot be read from character {place} on: {token}"), _("Correct it there.")
    ),
    "expression-unfinished": Message(
        ERROR, _("The expression breaks off after character {place}."), _("Add what is missing, often a bracket.")
    ),
    "expression-unclosed-quote": Message(
        ERROR, _("A quotation mark at character {place} is never closed."), _("Close it.")
    ),
    "expression-too-deep": Message(
        ERROR, _("The expression is nested or chained more than {limit} times."), _("Split it into calculations.")
    ),
    "expression-too-long": Message(
        ERROR, _("The expression has more than {limit} characters."), _("Split it into calculations.")
    ),
    "expression-variable": Message(
        ERROR, _("The variable {token} is not known."), _("Write references to questions as ${{name}}.")
    ),
    "expression-axis": Message(ERROR, _("The axis {token} does not exist."), _("Use the names of questions.")),
    "expression-reference": Message(
        ERROR, _("The reference {name} cannot stand here."), _("Use the path of the question.")
    ),
    "expression-regex": Message(
        ERROR, _("The regular expression {pattern} is not valid: {detail}."), _("Correct the pattern.")
    ),
    "function-unknown": Message(
        ERROR, _("The function {name}() is not known."), _("Use a function of the ODK XForms specification.")
    ),
    "function-arguments": Message(
        ERROR,
        _("The function {name}() cannot take {count} arguments."),
        _("Look its arguments up."),
    ),
    "function-value": Message(ERROR, _("The function {name}() cannot work with {value}."), _("Look its arguments up.")),
    "function-limited": Message(
        WARNING,
        _("The function {value}() needs a device or a file; here it answers nothing."),
        _("Do not rely on its answer on this site."),
    ),
}

ANSWERS = {
    "answer-required": Message(ERROR, _("This question needs an answer."), _("Answer it, or say why not.")),
    "answer-constraint": Message(ERROR, _("This answer is not allowed here."), _("Correct the answer.")),
    "answer-integer": Message(ERROR, _("{value} is not a whole number."), _("Write digits only, for example 42.")),
    "answer-decimal": Message(ERROR, _("{value} is not a number."), _("Write a number, for example 3.5.")),
    "answer-date": Message(ERROR, _("{value} is not a date."), _("Write year-month-day, for example 2024-01-31.")),
    "answer-time": Message(ERROR, _("{value} is not a time of day."), _("Write hours and minutes, for example 14:30.")),
    "answer-datetime": Message(
        ERROR, _("{value} is not a date with a time."), _("Write for example 2024-01-31T14:30:00+01:00.")
    ),
    "answer-place": Message(
        ERROR, _("{value} is not a place."), _("Write latitude and longitude in degrees, for example 46.2 6.1.")
    ),
    "answer-range": Message(ERROR, _("{value} is not between {start} and {end}."), _("Choose a number in between.")),
    "answer-step": Message(ERROR, _("{value} is not a step of {step} from {start}."), _("Choose one of the steps.")),
    "answer-choice": Message(
        ERROR,
        _("{value} is not one of the choices."),
        _("Choose one of them, and keep the text as a comment if it says more."),
    ),
    "answer-choice-twice": Message(ERROR, _("{value} is chosen twice."), _("Choose it once.")),
    "answer-unplaced": Message(
        WARNING, _("No question of this form takes the answer {value}."), _("Move it to the question it belongs to.")
    ),
    "answer-calculated": Message(
        WARNING, _("The form calculates this answer; {value} was kept aside."), _("Correct the answers it is made of.")
    ),
    "answer-set-aside": Message(
        WARNING,
        _("The form asks for fewer entries than were filled in; {value} was kept aside."),
        _("Raise the number of entries to see it again."),
    ),
    "answer-control": Message(
        ERROR, _("The answer contains a character that cannot be stored in XML."), _("Type the text again.")
    ),
    "instance-form": Message(
        ERROR, _("These answers belong to the form {value}, not to {expected}."), _("Send them to their own form.")
    ),
    "instance-version": Message(
        WARNING,
        _("These answers were given in version {value} of the form."),
        _("Compare them with version {expected}."),
    ),
    "instance-unknown": Message(
        WARNING, _("The form has no element here; {value} was kept aside."), _("Move it to the question it belongs to.")
    ),
    "expression-failed": Message(
        ERROR, _("A rule of the form could not be evaluated: {detail}."), _("Tell the keeper of the form.")
    ),
}
