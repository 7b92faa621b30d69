"""Semester planning: in which semester can a course be taken at the earliest?"""


def courses_by_level(prerequisites: dict[str, list[str]], max_semesters: int = 12) -> dict[int, list[str]]:
    """Group the courses by their earliest semester.

    Courses which are only named as a prerequisite are taken to have none
    themselves. Within a semester the courses are in the order of the catalogue.
    """
    def earliest(course):
        semester = 1
        for needed in prerequisites.get(course, []):
            if needed == course:
                raise ValueError(f"{course} requires itself")
            semester = max(semester, earliest(needed) + 1)
        return semester

    plan: dict[int, list[str]] = {}
    for course in prerequisites:
        semester = earliest(course)
        if semester > max_semesters:
            raise ValueError(f"{course} cannot be reached in {max_semesters} semesters")
        plan.setdefault(semester, []).append(course)
    return {semester: plan[semester] for semester in sorted(plan)}
