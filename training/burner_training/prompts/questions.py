"""What the model is asked for a task: (problem, objective, original, its measured record), in one of two forms.

The paper's form is burner's own `--search paper` prompt; the product's is what `burner optimize` asks a local model. Both
come from `burner.policy`, so that what is trained is what is served.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from burner.policy.diagnosis import diagnose
from burner.policy.paper import Figures, messages
from burner.policy.prompting import Prompt, plan
from burner.policy.protocol import Brief
from burner.target import functions
from burner_training.prompts.essential import essential
from burner_training.prompts.product import as_answer
from burner_training.prompts.reply import Style
from burner_training.tasks.schema import FAILED, Measured, Objective, Solution, Task

Message = Mapping[str, str]
NO_ORIGINAL = "# There is no original solution yet."
"""Stands for the code where there is none, with the record of a failure, as in the paper's first iteration."""
NO_FEEDBACK = "not measured"
MOST_DRAWS = 24
"""Enough for every fault of a function to be named once."""


@dataclass(frozen=True)
class Question:
    """One prompt: its messages, and what the answer is made to begin with."""

    messages: tuple[Message, ...]
    prefix: str = ""
    task_id: str = ""

    @property
    def begun(self) -> tuple[Message, ...]:
        """The messages with the answer's forced beginning as a last one, which the answer goes on from."""
        return (*self.messages, {"role": "assistant", "content": self.prefix}) if self.prefix else self.messages


def ask(
    task: Task,
    baseline: Solution | None,
    objective: Objective,
    style: Style,
    brief: Brief | None = None,
    nth: int = 0,
) -> Question:
    """The question for a task with a baseline; None is the paper's first iteration, without any original.

    The product's form is for function tasks with a baseline; `brief` holds what a prepared bench knows of it, and `nth`
    how often it was asked about, since the next most likely fault is named then.
    """
    if style == "product" and task.kind == "function" and baseline is not None:
        return product_question(task, baseline, brief, nth)
    return paper_question(task, baseline, objective)


def paper_question(
    task: Task, baseline: Solution | None, objective: Objective, *, feedback: bool = True, original: bool = True
) -> Question:
    """The paper's prompt; without `feedback` its ablation, which shows the code but says nothing of how it did.

    The same where nobody measured the baseline. Without `original`, the other ablation, its record is told and its code
    is not.
    """
    code = NO_ORIGINAL if baseline is None or not original else shown(task, baseline.code)
    record = FAILED if baseline is None or baseline.measured is None else baseline.measured
    feedback = feedback and (baseline is None or baseline.measured is not None)
    statement = task.statement
    if task.kind == "function":
        statement += f"\nThe entry is `{task.entry}`; its signature stays as it is."
    else:
        statement += "\nIt is a program: it reads standard input and prints."
    system, user = messages(statement, code, figures(record), objective)
    if not feedback:
        user = "\n".join(_blank(line) for line in user.split("\n"))
    return Question(({"role": "system", "content": system}, {"role": "user", "content": user}), task_id=task.id)


def _blank(line: str) -> str:
    return f"Performance: {NO_FEEDBACK}" if line.startswith("Passed:") else line


def product_question(task: Task, baseline: Solution, brief: Brief | None = None, nth: int = 0) -> Question:
    """The product's prompt for the baseline's most likely fault, or the `nth` after it."""
    known = brief if brief is not None and brief.text == baseline.code else static_brief(task, baseline)
    return _asked(task, plan(known, diagnose(known), [], nth + 1)[-1].prompt)


def product_exchange(task: Task, baseline: Solution, solution: Solution) -> tuple[Question, str] | None:
    """The first of the product's prompts that this solution would answer, and the answer; None where none is.

    A prompt that forces the lines before the slow part is answered by what leaves those as they are.
    """
    reply = as_answer(baseline.code, task.entry, solution.code)
    if reply is None:
        return None
    brief = static_brief(task, baseline)
    prompts = [
        draw.prompt for draw in plan(brief, diagnose(brief), [], MOST_DRAWS) if draw.prompt.qualname == task.entry
    ]
    return next(((_asked(task, prompt), reply) for prompt in prompts if reply.startswith(prompt.prefix)), None)


def _asked(task: Task, prompt: Prompt) -> Question:
    said = ({"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user})
    return Question(said, prompt.prefix, task.id)


def static_brief(task: Task, baseline: Solution) -> Brief:
    """What is known of a solution without running it, beside its record."""
    helpers = tuple(name for name in functions(baseline.code) if name != task.entry)
    time_s = baseline.measured.time_s if baseline.measured is not None else 0.0
    return Brief(text=baseline.code, qualname=task.entry, helpers=helpers, time_s=time_s)


def figures(record: Measured) -> Figures:
    """A record as the paper's prompt takes it."""
    return Figures(
        passed=record.passed,
        time_s=record.time_s,
        peak_memory_bytes=record.peak_memory_bytes,
        integral_byte_s=record.integral_byte_s,
    )


def shown(task: Task, code: str) -> str:
    """A solution as prompts show it."""
    return essential(code, task.entry) if task.kind == "function" else code.strip()


def exchange(
    task: Task, baseline: Solution, solution: Solution, objective: Objective, style: Style, thinking: str = ""
) -> tuple[Question, str] | None:
    """A question about a baseline with the reply that holds this solution; None where it can't be said in this form."""
    if style == "product":
        return product_exchange(task, baseline, solution)
    block = f"```python\n{shown(task, solution.code)}\n```"
    reply = f"<thinking>\n{thinking}\n</thinking>\n<solution>\n{block}\n</solution>"
    return paper_question(task, baseline, objective), reply
