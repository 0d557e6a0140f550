"""OpenRosa 1.0: a stock client (ODK Collect, Enketo) lists, downloads, fills and sends the national report (R12).

Whatever a device sends enters the draft; it never counts as filed. The standard: docs.getodk.org/openrosa.
"""
