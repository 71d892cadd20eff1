; The installer for offices: 64-bit, Thai and English, for one person without an administrator or for everybody with one.
; makensis -INPUTCHARSET UTF8 "-XTarget amd64-unicode" -DSOURCE=folder -DOUTPUT=file -DVERSION=1.2.3 installer.nsi
; What offices keep lies in their own folders: neither upgrade nor removal touches it.

Unicode true
!ifndef SOURCE | OUTPUT | VERSION
  !error "Give -DSOURCE=folder -DOUTPUT=file -DVERSION=number."
!endif

!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "SaiThong"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\SaiThong"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallDir"

; NSIS has no Thai words for the page that asks for whom it is installed.
!define MULTIUSER_TEXT_INSTALLMODE_TITLE "$(ForWhom)"
!define MULTIUSER_TEXT_INSTALLMODE_SUBTITLE "$(ForWhomMore)"
!define MULTIUSER_INNERTEXT_INSTALLMODE_TOP "$(ForWhomAsk)"
!define MULTIUSER_INNERTEXT_INSTALLMODE_ALLUSERS "$(ForAll)"
!define MULTIUSER_INNERTEXT_INSTALLMODE_CURRENTUSER "$(ForMe)"
!include "MultiUser.nsh"
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

!define PROGRAM "SaiThong.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\SaiThong"

Name "$(ProgramName)"
OutFile "${OUTPUT}"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
BrandingText " "
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "ทรายทอง Sai Thong"
VIAddVersionKey "FileDescription" "ติดตั้งทรายทอง"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0"

!define MUI_ICON "resources\program\sai-thong.ico"
!define MUI_UNICON "resources\program\sai-thong.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Thai"
!insertmacro MUI_LANGUAGE "English"

LangString ProgramName ${LANG_THAI} "ทรายทอง"
LangString ProgramName ${LANG_ENGLISH} "Sai Thong"
LangString ForWhom ${LANG_THAI} "ติดตั้งให้ใครใช้"
LangString ForWhom ${LANG_ENGLISH} "For whom"
LangString ForWhomMore ${LANG_THAI} "เลือกว่าจะติดตั้งให้ผู้ใช้ทุกคนของเครื่องนี้ หรือเฉพาะท่าน"
LangString ForWhomMore ${LANG_ENGLISH} "Choose whether everybody of this computer uses it, or only you."
LangString ForWhomAsk ${LANG_THAI} "การติดตั้งให้ทุกคนต้องใช้สิทธิผู้ดูแลเครื่อง"
LangString ForWhomAsk ${LANG_ENGLISH} "Installing it for everybody needs an administrator of this computer."
LangString ForAll ${LANG_THAI} "ทุกคนที่ใช้เครื่องนี้"
LangString ForAll ${LANG_ENGLISH} "Everybody who uses this computer"
LangString ForMe ${LANG_THAI} "เฉพาะฉัน"
LangString ForMe ${LANG_ENGLISH} "Only me"
LangString StoreKind ${LANG_THAI} "แฟ้มข้อมูลสำนักงานของทรายทอง"
LangString StoreKind ${LANG_ENGLISH} "Sai Thong office file"
LangString StickKind ${LANG_THAI} "แฟ้มแลกเปลี่ยนข้อมูลของทรายทอง"
LangString StickKind ${LANG_ENGLISH} "Sai Thong exchange file"
LangString CloseIt ${LANG_THAI} "ทรายทองเปิดอยู่ โปรดบันทึกงานและปิดโปรแกรม แล้วกด “ลองใหม่”"
LangString CloseIt ${LANG_ENGLISH} "Sai Thong is open. Save your work, close the program and choose Retry."
LangString Need64 ${LANG_THAI} "ทรายทองต้องใช้ Windows 10 ขึ้นไป รุ่น 64 บิต"
LangString Need64 ${LANG_ENGLISH} "Sai Thong needs Windows 10 or newer, 64-bit."

; Waits until the program let go of its own file: whoever works in it saves and closes, nothing is cut off.
!macro WaitUntilClosed
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(CloseIt)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 5
    Quit
  ${Loop}
!macroend

!macro Associate EXTENSION KIND WORDS
  WriteRegStr SHCTX "Software\Classes\${EXTENSION}" "" "${KIND}"
  WriteRegStr SHCTX "Software\Classes\${KIND}" "" "${WORDS}"
  WriteRegStr SHCTX "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
!macroend

!macro Forget EXTENSION KIND
  DeleteRegKey SHCTX "Software\Classes\${EXTENSION}"
  DeleteRegKey SHCTX "Software\Classes\${KIND}"
!macroend

; Only what an installer or an update laid there: a folder of the same name that holds other things is left as it is.
!macro RemoveProgram
  FindFirst $0 $1 "$INSTDIR\app-*"
  ${DoWhile} $1 != ""
    RMDir /r "$INSTDIR\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir /r "$INSTDIR\trial"
  Delete "$INSTDIR\current"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\sai-thong.exe"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(Need64)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(ProgramName).lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\$(ProgramName).lnk" "$INSTDIR\${PROGRAM}"
  !insertmacro Associate ".saithong" "SaiThong.Office" "$(StoreKind)"
  !insertmacro Associate ".saithong-batch" "SaiThong.Stick" "$(StickKind)"
  WriteRegStr SHCTX "Software\SaiThong" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "Software\SaiThong" "Version" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "$(ProgramName)"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Sai Thong"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  !insertmacro WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$DESKTOP\ทรายทอง.lnk"
  Delete "$DESKTOP\Sai Thong.lnk"
  Delete "$SMPROGRAMS\ทรายทอง.lnk"
  Delete "$SMPROGRAMS\Sai Thong.lnk"
  !insertmacro Forget ".saithong" "SaiThong.Office"
  !insertmacro Forget ".saithong-batch" "SaiThong.Stick"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\SaiThong"
SectionEnd
