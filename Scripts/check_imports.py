"""Says which modules a target imports without declaring them in Package.swift.

Such a target builds only when the module happens to be compiled before it.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

package = json.loads(subprocess.check_output(["swift", "package", "dump-package"]))
targets = {target["name"]: target for target in package["targets"]}
missing = []
for name, target in targets.items():
    folder = "Tests" if target["type"] == "test" else "Sources"
    declared = {next(iter(one.values()))[0] for one in target["dependencies"]}
    for file in sorted(Path(target.get("path") or f"{folder}/{name}").rglob("*.swift")):
        imports = re.findall(r"^[ \w@]*\bimport (\w+)", file.read_text(), re.MULTILINE)
        for module in set(imports) & set(targets) - declared - {name}:
            missing.append(f'{file}: imports {module}; add "{module}" to {name} in Package.swift')
print("\n".join(sorted(missing)), end="\n" if missing else "")
sys.exit(bool(missing))
