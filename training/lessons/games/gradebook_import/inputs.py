TARGET = "Gradebook.import_scores"
SIZES = (6, 60, 1800)
FAULT = "For every row of the sheet the list self.students is scanned for the student with that id."
CURE = "Build a dict from student_id to the first such student once before the loop and use by_id.get(student_id)."


def make(rng, size):
    from work import Student
    students = []
    for n in range(size):
        number = rng.randrange(size * 2) if rng.random() < 0.1 else n
        scores = {"math": rng.randrange(101)} if rng.random() < 0.3 else {}
        students.append(Student(f"s{number:05d}", f"Student {n}", scores))
    rng.shuffle(students)
    exams = ["math", "biology", "history", "art"]
    sheet = []
    for _ in range(size * 2):
        sheet.append((f"s{rng.randrange(size + size // 10 + 1):05d}", rng.choice(exams), rng.randrange(101)))
    if rng.random() < 0.05:
        sheet.append(("s00000", "math", 120))
    return (students,), (sheet,)
