"""Gradebook used by the evening school: keeps students and imports score sheets."""
from dataclasses import dataclass, field

PASS_MARK = 50


@dataclass
class Student:
    student_id: str
    name: str
    scores: dict = field(default_factory=dict)


class Gradebook:
    def __init__(self, students):
        self.students = list(students)
        self.imports = 0

    def import_scores(self, sheet: list[tuple[str, str, int]]) -> dict:
        """Store the scores of a sheet of (student id, exam, score) rows.

        A resit only counts when it is better than the stored score.
        """
        unknown = []
        stored = improved = passed = 0
        for student_id, exam, score in sheet:
            if not 0 <= score <= 100:
                raise ValueError(f"score {score} of {student_id} is out of range")
            student = next((s for s in self.students if s.student_id == student_id), None)
            if student is None:
                unknown.append((student_id, exam))
                continue
            previous = student.scores.get(exam)
            if previous is None:
                stored += 1
            elif score > previous:
                improved += 1
            else:
                continue
            student.scores[exam] = score
            if score >= PASS_MARK:
                passed += 1
        self.imports += 1
        return {"stored": stored, "improved": improved, "passed": passed, "unknown": unknown}
