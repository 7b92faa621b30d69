"""The paper's figures (arXiv 2505.23387v3), to stand beside ours: other data, other machines, other models.

Curves are the released plot data; at iterations 0 and 1 of GRPO the text's Table 10 is taken, which differs from them.
The paper's "31% to 45%" is Beyond-T, not Beyond-I and not B. All in percent.
"""

from __future__ import annotations

NOTE = "paper: Venus (300 LeetCode problems, 3B models, other machines); not comparable with ours"
CURVES: dict[str, dict[str, dict[int, float]]] = {
    "base": {
        "pass": {0: 27.99, 1: 28.33, 2: 28.67, 4: 29.00, 8: 29.33, 10: 29.33},
        "beyond_time": {0: 12.04, 10: 13.71},
        "beyond_memory": {0: 13.24, 10: 15.19},
        "beyond_integral": {0: 10.29, 10: 12.19},
    },
    "sft": {
        "pass": {0: 46.00, 1: 46.00, 2: 46.33, 4: 48.33, 8: 48.67, 10: 48.67},
        "beyond_time": {0: 25.04, 10: 26.78},
        "beyond_memory": {0: 23.87, 10: 25.30},
        "beyond_integral": {0: 21.01, 10: 22.50},
    },
    "dpo": {
        "pass": {0: 43.00, 1: 50.00, 2: 51.33, 4: 51.67, 8: 51.67, 10: 51.67},
        "beyond_time": {0: 24.61, 1: 26.43, 2: 27.93, 4: 28.47, 8: 30.42, 10: 30.92},
        "beyond_memory": {0: 20.53, 10: 27.69},
        "beyond_integral": {0: 19.13, 1: 26.25, 10: 29.51},
    },
    "grpo": {
        "pass": {0: 47.33, 1: 50.33, 2: 52.00, 4: 57.00, 8: 61.18, 10: 61.67},
        "beyond_time": {0: 31.22, 1: 36.69, 2: 38.41, 4: 40.83, 8: 44.82, 10: 45.17},
        "beyond_memory": {0: 25.14, 1: 30.21, 2: 34.17, 4: 40.72, 8: 47.65, 10: 48.05},
        "beyond_integral": {0: 18.24, 1: 24.81, 2: 29.44, 4: 33.56, 8: 38.62, 10: 38.96},
    },
}
"""Training -> metric -> iteration -> percent; with keep-best. "base" is Qwen2.5-3B-Instruct."""

ABLATION: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "sft": {
        "full": (48.33, 26.61, 24.39, 22.25),
        "no feedback": (46.33, 25.41, 24.70, 21.43),
        "no original": (45.33, 25.64, 26.17, 20.08),
    },
    "dpo": {
        "full": (51.67, 28.45, 28.03, 27.89),
        "no feedback": (50.33, 27.33, 26.73, 25.68),
        "no original": (47.33, 25.32, 24.17, 22.01),
    },
    "grpo": {
        "full": (57.00, 40.81, 40.68, 33.51),
        "no feedback": (52.51, 34.15, 34.49, 29.87),
        "no original": (54.17, 32.17, 33.25, 24.24),
    },
}
"""Pass@1, Beyond-T, -M, -I at iteration 4 (Table 2)."""

STANDINGS: dict[str, dict[str, dict[str, float]]] = {
    "grpo, iteration 0": {
        "time": {"B": 1.67, "M": 41.00, "W": 4.67, "F": 52.67},
        "memory": {"B": 2.33, "M": 36.67, "W": 8.67, "F": 52.67},
        "integral": {"B": 1.33, "M": 41.67, "W": 4.33, "F": 52.67},
    },
    "grpo, iteration 8": {
        "time": {"B": 8.00, "M": 46.33, "W": 7.33, "F": 38.33},
        "memory": {"B": 7.00, "M": 44.33, "W": 10.33, "F": 38.33},
        "integral": {"B": 5.33, "M": 46.00, "W": 10.00, "F": 38.33},
    },
    "Qwen2.5-3B": {
        "time": {"B": 0.67, "M": 27.00, "W": 0.33, "F": 72.00},
        "memory": {"B": 0.33, "M": 27.33, "W": 0.33, "F": 72.00},
        "integral": {"B": 0.67, "M": 26.67, "W": 0.67, "F": 72.00},
    },
}
"""Shares of better, mediocre, worse than people, failed (Table 3)."""
