/* Starts the version of Sai Thong that `current` names, and goes back to the former one where it shows no window.
 *
 * Lies beside the folders of the versions, once as SaiThong.exe and once, with -DCONSOLE=1, as sai-thong.exe; it starts
 * the program of its own name and waits for it. sai_thong/updates/installation.py tells what the files mean.
 */
#define UNICODE
#define _WIN32_WINNT 0x0A00
#include <windows.h>

#ifndef CONSOLE
#define CONSOLE 0
#endif

#define LONGEST 32768
#define RESTART 75
#define MOST_TRIES 3
#define ENDED_BY_SYSTEM 0x40010004 /* DBG_TERMINATE_PROCESS: the person signs out */
#define CTRL_C 0xC000013A          /* STATUS_CONTROL_C_EXIT */

static WCHAR here[LONGEST], program[MAX_PATH], line[LONGEST];
static const WCHAR *arguments;

static void path_to(WCHAR *path, const WCHAR *inside)
{
    lstrcpynW(path, here, LONGEST);
    lstrcpynW(path + lstrlenW(path), inside, MAX_PATH);
}

/* The version that a pointer file names, as the folder `app-1.2.3`; empty where it names none that lies here. */
static void version_in(const WCHAR *file, WCHAR *version)
{
    static WCHAR path[LONGEST];
    char text[64];
    DWORD came = 0, at;
    version[0] = 0;
    path_to(path, file);
    HANDLE opened = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                                OPEN_EXISTING, 0, NULL);
    if (opened == INVALID_HANDLE_VALUE)
        return;
    ReadFile(opened, text, sizeof text - 1, &came, NULL);
    CloseHandle(opened);
    for (at = 0; at < came && text[at] != '\r' && text[at] != '\n'; at++) {
        char each = text[at];
        if (at < 4 ? each != "app-"[at] : !(each == '.' || (each >= '0' && each <= '9')))
            return;
        version[at] = (WCHAR)each;
    }
    if (at <= 4)
        return;
    version[at] = L'\\';
    lstrcpynW(version + at + 1, program, MAX_PATH);
    path_to(path, version);
    version[GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES ? 0 : at] = 0;
}

/* Counts this start; how many there were before. */
static DWORD count_try(void)
{
    static WCHAR path[LONGEST];
    DWORD before, written;
    path_to(path, L"trial\\tries");
    HANDLE opened = CreateFileW(path, FILE_APPEND_DATA | FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                                OPEN_ALWAYS, 0, NULL);
    if (opened == INVALID_HANDLE_VALUE)
        return 0;
    before = GetFileSize(opened, NULL);
    if (before < MOST_TRIES)
        WriteFile(opened, ".", 1, &written, NULL);
    CloseHandle(opened);
    return before;
}

static void go_back(void)
{
    static WCHAR from[LONGEST], to[LONGEST];
    path_to(from, L"trial\\former");
    path_to(to, L"current");
    MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

/* Runs a version to its end. */
static DWORD run(const WCHAR *version)
{
    STARTUPINFOW start;
    PROCESS_INFORMATION started;
    DWORD code = 1;
    GetStartupInfoW(&start);
    lstrcpynW(line, L"\"", LONGEST);
    lstrcpynW(line + lstrlenW(line), here, LONGEST - lstrlenW(line));
    lstrcpynW(line + lstrlenW(line), version, LONGEST - lstrlenW(line));
    lstrcpynW(line + lstrlenW(line), L"\\", LONGEST - lstrlenW(line));
    lstrcpynW(line + lstrlenW(line), program, LONGEST - lstrlenW(line));
    lstrcpynW(line + lstrlenW(line), L"\" ", LONGEST - lstrlenW(line));
    lstrcpynW(line + lstrlenW(line), arguments, LONGEST - lstrlenW(line));
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &started))
        return code;
    AllowSetForegroundWindow(started.dwProcessId);
    WaitForSingleObject(started.hProcess, INFINITE);
    GetExitCodeProcess(started.hProcess, &code);
    CloseHandle(started.hThread);
    CloseHandle(started.hProcess);
    return code;
}

/* What stands behind the program's own name on the command line, as it was written. */
static const WCHAR *behind_name(const WCHAR *all)
{
    int quoted = 0;
    for (; *all && (quoted || (*all != L' ' && *all != L'\t')); all++)
        if (*all == L'"')
            quoted = !quoted;
    while (*all == L' ' || *all == L'\t')
        all++;
    return all;
}

static int start(void)
{
    WCHAR version[MAX_PATH * 2], former[MAX_PATH * 2], still[MAX_PATH * 2], *name = here;
    GetModuleFileNameW(NULL, here, LONGEST);
    for (WCHAR *each = here; *each; each++)
        if (*each == L'\\')
            name = each + 1;
    lstrcpynW(program, name, MAX_PATH);
    *name = 0;
    arguments = behind_name(GetCommandLineW());
    for (;;) {
        int on_trial = 0;
        version_in(L"current", version);
        version_in(L"trial\\former", former);
        if (!CONSOLE && former[0] && lstrcmpW(former, version)) {
            if (!version[0] || count_try() >= MOST_TRIES) {
                go_back();
                lstrcpynW(version, former, MAX_PATH);
            } else
                on_trial = 1;
        }
        if (!version[0]) {
            MessageBoxW(NULL, L"โปรแกรมทรายทองไม่ครบ โปรดติดตั้งใหม่ ข้อมูลของสำนักงานไม่ถูกแตะต้อง\n\n"
                              L"Sai Thong is not complete. Install it again; your office's data is untouched.",
                        L"Sai Thong", MB_ICONERROR);
            return 1;
        }
        DWORD code = run(version);
        version_in(L"trial\\former", still);
        if (on_trial && still[0] && code != 0 && code != RESTART && code != ENDED_BY_SYSTEM && code != CTRL_C) {
            go_back();
            version_in(L"current", version);
            if (lstrcmpW(version, former)) /* this user may not write here */
                return (int)run(former);
            continue;
        }
        if (CONSOLE || code != RESTART)
            return (int)code;
    }
}

#if CONSOLE
static BOOL WINAPI leave_it_to_the_program(DWORD event)
{
    (void)event;
    return TRUE;
}

int main(void)
{
    SetConsoleCtrlHandler(leave_it_to_the_program, TRUE);
    return start();
}
#else
int WINAPI WinMain(HINSTANCE own, HINSTANCE none, LPSTR given, int shown)
{
    (void)own, (void)none, (void)given, (void)shown;
    return start();
}
#endif
