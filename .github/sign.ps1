# Signs programs with the certificate of the environment: CERTIFICATE (a PFX in base64) and CERTIFICATE_PASSWORD.
# The time of signing is witnessed, so that what was signed stays good after the certificate ends.
param([Parameter(Mandatory)][string[]] $Files)
$ErrorActionPreference = 'Stop'

$tools = "${env:ProgramFiles(x86)}\Windows Kits\10\bin\10.*\x64\signtool.exe"
$signtool = (Get-ChildItem $tools | Sort-Object { [version] $_.Directory.Parent.Name } | Select-Object -Last 1).FullName
$certificate = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
[IO.File]::WriteAllBytes($certificate, [Convert]::FromBase64String($env:CERTIFICATE))
try {
    foreach ($file in $Files) {
        & $signtool sign /f $certificate /p $env:CERTIFICATE_PASSWORD /fd SHA256 /td SHA256 `
            /tr 'http://timestamp.digicert.com' $file
        if ($LASTEXITCODE) { throw "$file was not signed" }
        & $signtool verify /pa $file
        if ($LASTEXITCODE) { throw "the signature of $file is not believed" }
    }
} finally {
    Remove-Item $certificate
}
