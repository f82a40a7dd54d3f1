"""
Runs exported scripts in Brian2 and stores their spikes under a hash of each text.

    SPIKEBOOK_EXPORT=write npx vitest run golden/export
    python3 golden/export/export.py
"""
import json
from pathlib import Path

import brian2

FOLDER = Path(__file__).parent
brian2.prefs.codegen.target = "numpy"
results = {}
for script in json.loads((FOLDER / "scripts.json").read_text()):
    print(script["name"])
    brian2.start_scope()
    names = {}
    exec(compile(script["text"], script["name"], "exec"), names)
    dt = float(brian2.defaultclock.dt)
    results[script["hash"]] = {
        "name": script["name"],
        "spikes": {
            name[: -len("_spikes")]: [[round(float(t) / dt), int(i)] for t, i in zip(monitor.t, monitor.i)]
            for name, monitor in names.items()
            if isinstance(monitor, brian2.SpikeMonitor)
        },
    }
(FOLDER / "scripts.json").unlink()
text = json.dumps({"brian2": brian2.__version__, **results}, separators=(",", ":"), sort_keys=True)
(FOLDER / "export.json").write_text(text + "\n")
