/* python.exe: runs Py_Main() of the pythonXY.dll that lies beside it. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int argc, wchar_t **argv) {
    HMODULE dll = LoadLibraryW(PYTHON_DLL);
    if (!dll) {
        fwprintf(stderr, L"cannot load %ls: %lu\n", PYTHON_DLL, GetLastError());
        return 103;
    }
    int (*py_main)(int, wchar_t **) = (int (*)(int, wchar_t **))(void *)GetProcAddress(dll, "Py_Main");
    return py_main ? py_main(argc, argv) : 104;
}
