"""Runs every golden script (or those named), then writes `manifest.json`: what made each file, with which tools, its sha256.

    python3 golden/make.py [script ...]      all of them: about 6 minutes
    python3 golden/make.py --manifest        only the manifest
"""
import hashlib
import json
import subprocess
import sys

from common import FOLDER

SCRIPTS = {
    "hodgkin_huxley": ["hodgkin-huxley.json"],
    "lif": ["lif.json"],
    "adex": ["adex.json"],
    "izhikevich": ["izhikevich.json"],
    "features": ["features.json"],
    "synapses": ["synapses.json", "networks/synapses.json"],
    "ornstein_uhlenbeck": ["ornstein-uhlenbeck.json"],
    "cuba": ["cuba.json"],
    "coba": ["coba.json"],
    "stdp": ["stdp.json", "networks/stdp.json"],
    "competition": ["competition.json"],
    "brunel": ["brunel.json"],
    "methods": ["methods.json"],
    "reliability": ["reliability.json"],
    "units": ["units.json"],
    "dpi": ["dpi.json"],
    "siegert": ["siegert.json"],
    "currents": ["currents.json"],
    "lava_lif": ["lava-lif.json"],
    "voltage_based": ["voltage-based.json"],
    "lava_learning": ["lava-learning.json"],
    "nir/nir": [
        "nir/nir.json",
        "nir/feedforward.nir",
        "nir/recurrent.nir",
        "nir/fixed.nir",
        "nir/convolution.nir",
    ],
}


def manifest():
    files = {}
    for script, names in SCRIPTS.items():
        tools = json.loads((FOLDER / names[0]).read_text())["tools"]
        for name in names:
            digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
            files[name] = {"script": f"{script}.py", "tools": tools, "sha256": digest}
    (FOLDER / "manifest.json").write_text(json.dumps(files, indent=1, sort_keys=True) + "\n")


def main():
    wanted = sys.argv[1:] or list(SCRIPTS)
    if wanted != ["--manifest"]:
        for script in wanted:
            subprocess.run([sys.executable, str(FOLDER / f"{script}.py")], check=True)
    manifest()


if __name__ == "__main__":
    main()
