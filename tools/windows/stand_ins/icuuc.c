/* icuuc.dll, which Windows has and Wine 10 lacks: every converter is missing, so Qt uses its own. In no bundle. */
typedef int UErrorCode;
#define X __declspec(dllexport)
#define MISSING 4 /* U_FILE_ACCESS_ERROR */
X void *ucnv_open(const char *n, UErrorCode *e) { if (e) *e = MISSING; return 0; }
X void ucnv_close(void *c) {}
X void ucnv_reset(void *c) {}
X signed char ucnv_getMaxCharSize(const void *c) { return 1; }
X const char *ucnv_getName(const void *c, UErrorCode *e) { if (e) *e = MISSING; return 0; }
X void ucnv_getToUCallBack(const void *c, void **a, const void **x) { if (a) *a = 0; if (x) *x = 0; }
X void ucnv_getFromUCallBack(const void *c, void **a, const void **x) { if (a) *a = 0; if (x) *x = 0; }
X void ucnv_setToUCallBack(void *c, void *a, const void *x, void **oa, const void **ox, UErrorCode *e) { if (e) *e = MISSING; }
X void ucnv_setFromUCallBack(void *c, void *a, const void *x, void **oa, const void **ox, UErrorCode *e) { if (e) *e = MISSING; }
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_cbToUWriteUChars(void *a, const void *s, int l, int o, UErrorCode *e) { if (e) *e = MISSING; }
X void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, UErrorCode *e) { if (e) *e = MISSING; }
X void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, UErrorCode *e) { if (e) *e = MISSING; }
X void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, UErrorCode *e) { if (e) *e = MISSING; }
X int ucnv_toUCountPending(const void *c, UErrorCode *e) { return 0; }
X int ucnv_fromUCountPending(const void *c, UErrorCode *e) { return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, UErrorCode *e) { if (e) *e = MISSING; return 0; }
X const char *ucnv_getAvailableName(int n) { return 0; }
X int ucnv_countAvailable(void) { return 0; }
int __stdcall DllMainCRTStartup(void *h, unsigned r, void *p) { return 1; }
