"""numpy and pandas values, through their buffers, and only where the program itself imported those libraries."""

from __future__ import annotations

import ast
import base64
from typing import TYPE_CHECKING, Any

from .naming import module_of, mro, name_of, reference
from .trees import Undecodable

if TYPE_CHECKING:
    from .encoding import Encoded, Encoder, Handler


def _opaque(value: object, why: str) -> Encoded:
    return ["?", name_of(type(value)), why], None


def _numpy(encoder: Encoder, value: Any) -> Encoded:
    import numpy as np

    kind = type(value)
    if kind is np.ndarray:
        return _array(encoder, value)
    if np.dtype in mro(kind):
        text = _dtype_text(value)
        return encoder.parts(["x", "numpy.dtype"], [text]) if text else _opaque(value, "a dtype of its own kind")
    if kind is np.ufunc:
        found = getattr(np, value.__name__, None) is value
        return (["g", "numpy:" + value.__name__], None) if found else _opaque(value, "a hidden ufunc")
    if kind is np.random.Generator:
        return encoder.parts(["x", "numpy.random.Generator"], [value.bit_generator.state])
    if kind is np.random.RandomState:
        return encoder.parts(["x", "numpy.random.RandomState"], [value.get_state(legacy=False)])
    if np.generic in mro(kind) and module_of(kind) == "numpy":
        text = _dtype_text(value.dtype)
        if text is not None and not value.dtype.hasobject:
            return ["ns", text, _packed(value.tobytes())], None
    name = reference(value)
    return (["g", name], None) if name is not None else _opaque(value, "a numpy value that is not taken apart")


def _array(encoder: Encoder, value: Any) -> Encoded:
    text = _dtype_text(value.dtype)
    if text is None or (value.dtype.names and value.dtype.hasobject):
        return _opaque(value, "an array of " + str(value.dtype))
    encoder.number(value)
    node: list[Any] = ["np", text, list(value.shape)]
    if value.dtype.hasobject:
        return encoder.parts(node, value.ravel().tolist())
    encoder.nodes += value.nbytes // 8
    node.append(_packed(value.tobytes()))
    return node, None


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _dtype_text(dtype: Any) -> str | None:
    if dtype.names is not None:
        return repr(dtype.descr)
    return dtype.str if dtype.kind in "biufcmMSUVO" else None


def _dtype(text: str) -> Any:
    import numpy as np

    return np.dtype(ast.literal_eval(text) if text.startswith("[") else text)


def build_array(text: str, shape: list[int], data: str) -> Any:
    """The array of an `["np", ...]` whose items are not objects."""
    import numpy as np

    return np.frombuffer(bytearray(base64.b64decode(data)), dtype=_dtype(text)).reshape(shape)


def build_objects(shape: list[int], items: list[Any]) -> Any:
    """The array of an `["np", ...]` of objects."""
    import numpy as np

    made = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        made[place] = item
    return made.reshape(shape)


def build_scalar(text: str, data: str) -> Any:
    """The scalar of an `["ns", ...]`."""
    import numpy as np

    return np.frombuffer(base64.b64decode(data), dtype=_dtype(text))[0]


def build_numpy(name: str, state: Any) -> Any:
    """The value of an `["x", "numpy. ...", [state]]`."""
    import numpy as np

    if name == "numpy.dtype":
        return _dtype(state)
    if name == "numpy.random.RandomState":
        made = np.random.RandomState()
        made.set_state(state)
        return made
    generator = getattr(np.random, state["bit_generator"])()
    generator.state = state
    return np.random.Generator(generator)


def _pandas(encoder: Encoder, value: Any) -> Encoded:
    import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]

    kind = type(value)
    if value is pd.NaT or value is pd.NA:
        return ["g", "pandas:NaT" if value is pd.NaT else "pandas:NA"], None
    if kind is pd.DataFrame:
        columns = [_column(value.iloc[:, place].array) for place in range(value.shape[1])]
        parts: list[Any] = [value.index, value.columns, columns]
    elif kind is pd.Series:
        parts = [value.index, _column(value.array), value.name]
    elif kind is pd.RangeIndex:
        parts = [value.start, value.stop, value.step, value.name]
    elif kind is pd.MultiIndex:
        parts = [[value.get_level_values(level) for level in range(value.nlevels)]]
    elif kind in (pd.Index, pd.DatetimeIndex, pd.TimedeltaIndex):
        parts = [_column(value.array), value.name]
    elif kind is pd.Timestamp:
        parts = [value.value, None if value.tz is None else str(value.tz)]
    elif kind is pd.Timedelta:
        parts = [value.value]
    else:
        name = reference(value) if pd.Index not in mro(kind) else None
        return (["g", name], None) if name else _opaque(value, "a pandas value that is not taken apart")
    encoder.number(value)
    return encoder.parts(["pd", kind.__name__], parts)


def _column(column: Any) -> Any:
    """A column as (dtype, array); extension types go through objects, categories by their codes."""
    import numpy as np

    text = str(column.dtype)
    if text == "category":
        return text, column.codes, _column(column.categories.array), column.ordered
    data = np.asarray(column)
    return text, data if str(data.dtype) == text else np.asarray(column, dtype=object)


def build_pandas(kind: str, parts: list[Any]) -> Any:
    """The value of a `["pd", kind, parts]`."""
    import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]

    if kind == "DataFrame":
        index, columns, data = parts
        made = pd.DataFrame({place: _series(pd, column, index) for place, column in enumerate(data)}, index=index)
        made.columns = columns
        return made
    if kind == "Series":
        index, column, name = parts
        return _series(pd, column, index).rename(name)
    if kind == "RangeIndex":
        return pd.RangeIndex(*parts[:3], name=parts[3])
    if kind == "MultiIndex":
        return pd.MultiIndex.from_arrays(parts[0])
    if kind in ("Index", "DatetimeIndex", "TimedeltaIndex"):
        (dtype, data), name = parts
        return pd.Index(data, dtype=dtype, name=name)
    if kind == "Timestamp":
        return pd.Timestamp(parts[0], tz=parts[1])
    if kind == "Timedelta":
        return pd.Timedelta(parts[0])
    raise Undecodable("a pandas " + kind)


def _series(pd: Any, column: tuple[Any, ...], index: Any) -> Any:
    if column[0] == "category":
        categories = pd.Index(column[2][1], dtype=column[2][0])
        return pd.Series(pd.Categorical.from_codes(column[1], categories, ordered=column[3]), index=index)
    return pd.Series(column[1], index=index, dtype=column[0])


HANDLERS: dict[str, Handler] = {"numpy": _numpy, "pandas": _pandas}
