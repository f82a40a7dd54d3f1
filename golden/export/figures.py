"""
Runs the exported script of every figure of the book in Brian2 and stores what it did, with the hash of its text:

    python3 golden/export/figures.py            those that have changed
    python3 golden/export/figures.py --all      every one
"""
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
import brian2  # noqa: E402

FOLDER = Path(__file__).parent
SCRIPTS, RESULTS = FOLDER / "figure-scripts.json", FOLDER / "figures.json"


def run(script, seed):
    """Steps and indices of all spikes, by population."""
    brian2.start_scope()
    names = {}
    text = re.sub(r"^seed\(\d+\)", f"seed({seed})", script["text"], count=1, flags=re.M)
    exec(compile(text, script["id"], "exec"), names)
    dt = float(brian2.defaultclock.dt)
    return {
        name[: -len("_spikes")]: [[round(float(t) / dt), int(i)] for t, i in zip(monitor.t / brian2.second, monitor.i)]
        for name, monitor in names.items()
        if isinstance(monitor, brian2.SpikeMonitor)
    }


def result(script):
    if script["seeds"] == 0:
        return {"hash": script["hash"], "spikes": run(script, 1)}
    counts = {}
    for seed in range(1, script["seeds"] + 1):
        for name, spikes in run(script, seed).items():
            counts.setdefault(name, []).append(len(spikes))
    return {"hash": script["hash"], "counts": counts}


def main():
    brian2.prefs.codegen.target = "numpy"
    test = ["npx", "vitest", "run", "golden/export/figures.test.ts"]
    subprocess.run(test, cwd=FOLDER.parent.parent, env={**os.environ, "SPIKEBOOK_EXPORT": "write"}, check=False)
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() and "--all" not in sys.argv else {}
    results = {"brian2": brian2.__version__}
    failed = []
    for script in json.loads(SCRIPTS.read_text()):
        name = script["id"]
        if known.get(name, {}).get("hash") == script["hash"]:
            results[name] = known[name]
            continue
        print(name, flush=True)
        try:
            results[name] = result(script)
        except Exception as error:
            failed.append(f"{name}: {error!r}")
    SCRIPTS.unlink()
    rows = [f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in sorted(results.items())]
    RESULTS.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    sys.exit("\n".join(failed) or 0)


if __name__ == "__main__":
    main()
