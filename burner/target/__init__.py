"""Where the code is: addresses, spans, byte-exact splicing, and the project around it."""

from __future__ import annotations

from burner.target.address import Address, parse_address
from burner.target.apply import apply
from burner.target.diff import diff
from burner.target.helpers import helpers_of
from burner.target.imports import SpliceError
from burner.target.program import main_line, module_line, program_bytes, resolve_program, unwrap
from burner.target.project import ProjectPython, project_python, project_root
from burner.target.resolve import Kind, Target, resolve, signature_dump, source_of
from burner.target.source import SourceFile, parse, read_source, split_lines, text_of
from burner.target.spans import FunctionSpan, functions
from burner.target.splice import splice

__all__ = [
    "Address",
    "FunctionSpan",
    "Kind",
    "ProjectPython",
    "SourceFile",
    "SpliceError",
    "Target",
    "apply",
    "diff",
    "functions",
    "helpers_of",
    "main_line",
    "module_line",
    "parse",
    "parse_address",
    "program_bytes",
    "project_python",
    "project_root",
    "read_source",
    "resolve",
    "resolve_program",
    "signature_dump",
    "source_of",
    "splice",
    "split_lines",
    "text_of",
    "unwrap",
]
