"""The questionnaire engine: XLSForm in, answers evaluated, problems coded. Plain Python, without Django.

Load and compile a form with ``compile_form``, look one over with ``check``, fill it in with ``Evaluation``, exchange
it with ``to_instance_xml`` and ``from_instance_xml``.
"""

from .answers import check_text
from .check import CheckedQuestion, CheckResult, check, compile_form
from .conditions import Condition, compile_condition
from .evaluation import Evaluation
from .form import Choice, Choices, Form, Item, Question, Section, SetValue, Texts, text_in
from .instance import Instance, from_instance_xml, to_instance_xml
from .languages import UNDETERMINED, language_code
from .loading import Source, load
from .messages import CATALOGUE, Message, expand
from .problems import AnswerProblem, FormRefused, Problem, Severity
from .sheets import Sheet, Workbook
from .state import Answer, answer_text
from .translations import MissingTranslation

__all__ = [
    "CATALOGUE",
    "UNDETERMINED",
    "Answer",
    "AnswerProblem",
    "CheckResult",
    "CheckedQuestion",
    "Choice",
    "Choices",
    "Condition",
    "Evaluation",
    "Form",
    "FormRefused",
    "Instance",
    "Item",
    "Message",
    "MissingTranslation",
    "Problem",
    "Question",
    "Section",
    "SetValue",
    "Severity",
    "Sheet",
    "Source",
    "Texts",
    "Workbook",
    "answer_text",
    "check",
    "check_text",
    "compile_condition",
    "compile_form",
    "expand",
    "from_instance_xml",
    "language_code",
    "load",
    "text_in",
    "to_instance_xml",
]
