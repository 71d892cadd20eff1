/* mscms.dll with the functions Wine 10 lacks: no colour profile is ever found. In no bundle. */
#define X __declspec(dllexport)
X void *OpenColorProfileW(void *p, unsigned a, unsigned b, unsigned c) { return 0; }
X int CloseColorProfile(void *p) { return 1; }
X int GetColorProfileFromHandle(void *p, void *b, unsigned *s) { if (s) *s = 0; return 0; }
X void *WcsCreateIccProfile(void *p, unsigned o) { return 0; }
int __stdcall DllMainCRTStartup(void *h, unsigned r, void *p) { return 1; }
