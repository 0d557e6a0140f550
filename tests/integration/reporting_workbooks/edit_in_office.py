"""Run by a Python that has ``uno``: let LibreOffice open a workbook, fill cells as a person would, and save it.

Arguments: path of soffice, the workbook, where to save it, and a JSON list of [sheet, cell, text].
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def property_of(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected(pipe, process):
    """Return LibreOffice's desktop; wait until it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _attempt in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if process.poll() not in (None, 81):
                raise SystemExit(f"LibreOffice ended with {process.returncode}") from None
            time.sleep(0.25)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not listen")


def edit(desktop, source, target, edits):
    book = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (property_of("Hidden", True),))
    for sheet, cell, text in edits:
        book.Sheets.getByName(sheet).getCellRangeByName(cell).setFormula(text)
    book.storeToURL(Path(target).as_uri(), (property_of("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)


def main():
    office, source, target, edits = sys.argv[1:5]
    pipe = f"poaiss{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory() as profile:
        words = [office, "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}"]
        process = subprocess.Popen([*words, f"--accept=pipe,name={pipe};urp;"])
        try:
            desktop = connected(pipe, process)
            edit(desktop, source, target, json.loads(edits))
            with contextlib.suppress(Exception):  # the connection ends with LibreOffice
                desktop.terminate()
            process.wait(timeout=60)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


if __name__ == "__main__":
    main()
