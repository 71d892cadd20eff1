"""The installer for Windows, made and tried on Debian: a real Windows Python under Wine, PyInstaller, NSIS.

It is a proof and not what is shipped: the official build runs on Windows from the same `build.spec` and
`installer.nsi` (docs/release.md).
"""
