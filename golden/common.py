"""What the golden scripts share: rounding, tool versions and a stable way of writing JSON."""
import json
import platform
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def rounded(values, digits=9):
    """A list of plain floats, rounded to `digits` decimals (nanoseconds for times in seconds)."""
    return [round(float(value), digits) for value in values]


def versions(*modules):
    """Versions of Python and of the named modules, as the modules report them."""
    result = {"python": platform.python_version()}
    for module in modules:
        result[module] = sys.modules[module].__version__
    return result


def write(name, tools, data):
    """Writes `name`.json; the same numbers give the same bytes."""
    text = json.dumps({"tools": tools, **data}, indent=1, sort_keys=True)
    # Lists of plain numbers on one line each, so that files stay short and differences readable.
    lines, row = [], None
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped.endswith("["):
            if row is not None:
                lines.append(row)
            row = line
        elif row is not None and stripped.rstrip(",").lstrip("-")[:1].isdigit():
            row += stripped + (" " if stripped.endswith(",") else "")
        elif row is not None:
            if stripped.startswith("]"):
                row += stripped
                lines.append(row)
            else:
                lines += [row, line]
            row = None
        else:
            lines.append(line)
    (FOLDER / f"{name}.json").write_text("\n".join(lines) + "\n")
