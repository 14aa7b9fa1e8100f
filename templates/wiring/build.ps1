<#
Runs the build: .\build.ps1 [target ...] [--parameter value ...], .\build.ps1 --help
Compiles it first, but only if one of its files changed; all arguments and the exit code are passed through.
#>
Set-StrictMode -Version 2.0
$ErrorActionPreference = "Stop"
# Exit codes are passed through.
$PSNativeCommandUseErrorActionPreference = $false

# No parameters: PowerShell would take what looks like one of its own. a,b is a list for PowerShell, and was typed with a comma.
$BuildArguments = @($args | ForEach-Object { $_ -join "," })

$Root = Split-Path $MyInvocation.MyCommand.Path -Parent
$Temp = Join-Path $Root ".nuke/temp"
$OnWindows = [System.IO.Path]::DirectorySeparatorChar -eq '\'
$Suffix = if ($OnWindows) { ".exe" } else { "" }
$Program = Join-Path $Temp "build/_build$Suffix"
$Stamp = Join-Path $Temp "build.inputs"
$Channel = "10.0"

$env:DOTNET_CLI_TELEMETRY_OPTOUT = 1
$env:DOTNET_NOLOGO = 1
$env:NUKE_TELEMETRY_OPTOUT = 1

# One line per input file: path, time of change, size. Equal lists mean that nothing changed.
function Get-Inputs {
    $files = @(Get-ChildItem (Join-Path $Root "build") -Recurse -File -Force)
    $files += @(Get-ChildItem $Root -File | Where-Object { $_.Name -in "build.ps1", "global.json", "nuget.config" })
    $lines = foreach ($file in $files) {
        if ($file.FullName.Substring($Root.Length) -notmatch '[\\/](bin|obj)[\\/]') { "$($file.FullName) $($file.LastWriteTimeUtc.Ticks) $($file.Length)" }
    }
    return $lines -join "`n"
}

# An SDK that can compile the build, or else one of our own below .nuke/temp.
function Find-Sdk {
    $own = Join-Path $Temp $(if ($OnWindows) { "dotnet-win" } else { "dotnet-unix" })
    $found = Get-Command "dotnet" -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    foreach ($candidate in @($env:DOTNET_EXE, $(if ($found) { $found.Source }), (Join-Path $own "dotnet$Suffix"))) {
        if ($candidate -and (Test-Path $candidate -PathType Leaf)) {
            # Windows PowerShell makes an error of each line on standard error.
            $ErrorActionPreference = "Continue"
            Push-Location $Root
            try { $version = & $candidate --version 2> $null } finally { Pop-Location }
            if ($LASTEXITCODE -eq 0 -and [int]"$version".Split(".")[0] -ge [int]$Channel.Split(".")[0]) { return $candidate }
        }
    }
    Write-Host "Installing the .NET SDK $Channel into $own"
    [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
    $name = if ($OnWindows) { "dotnet-install.ps1" } else { "dotnet-install.sh" }
    $installer = Join-Path $Temp $name
    try { (New-Object System.Net.WebClient).DownloadFile("https://dot.net/v1/$name", $installer) }
    catch {
        Write-Host "build.ps1: no .NET SDK $Channel or newer was found and none could be downloaded."
        Write-Host "Install one (see https://dotnet.microsoft.com/download) or point DOTNET_EXE at its dotnet program."
        exit 1
    }
    if ($OnWindows) { & $installer -InstallDir $own -Channel $Channel -NoPath | Out-Host }
    else { & bash $installer --install-dir $own --channel $Channel --no-path | Out-Host }
    if (-not (Test-Path (Join-Path $own "dotnet$Suffix"))) {
        Write-Host "build.ps1: the .NET SDK could not be installed into $own; see the messages above."
        exit 1
    }
    return Join-Path $own "dotnet$Suffix"
}

function Invoke-Compile([string] $List) {
    New-Item -ItemType Directory -Force $Temp > $null
    $dotnet = Find-Sdk
    $log = Join-Path $Temp "build.log"
    $fresh = Join-Path $Temp "build.new.$PID"
    Write-Host "Compiling the build ..."
    $publish = "publish", (Join-Path $Root "build/_build.csproj"), "-c", "Release", "-o", $fresh, "-nologo", "-v:q", "-nodeReuse:false"
    & $dotnet @publish > $log
    # NU1101: no feed has the package.
    if ($LASTEXITCODE -ne 0 -and (Select-String -Quiet -Path $log -Pattern "NU1101.* Nuke\.(Common|Docker\.BuildKit\.Components)\.? ")) {
        Write-Host "No feed here has Nuke.Common with the add-in for it: compiling on the embedded host (NukeHost in build/_build.csproj)."
        & $dotnet @publish -p:NukeHost=embedded > $log
    }
    if ($LASTEXITCODE -ne 0) {
        $code = $LASTEXITCODE
        Get-Content $log
        Remove-Item -Recurse -Force $fresh -ErrorAction SilentlyContinue
        exit $code
    }
    # Swapped, not overwritten: a build that still runs keeps the files it has mapped.
    $current = Join-Path $Temp "build"
    $old = Join-Path $Temp "build.old.$PID"
    Get-ChildItem $Temp -Filter "build.old*" | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    if (Test-Path $current) { Move-Item $current $old }
    Move-Item $fresh $current
    Remove-Item -Recurse -Force $old -ErrorAction SilentlyContinue
    $file = $dotnet
    while ($target = (Get-Item $file).Target | Select-Object -First 1) { $file = [System.IO.Path]::Combine((Split-Path $file), $target) }
    Set-Content (Join-Path $Temp "dotnet.root") (Split-Path $file) -NoNewline -Encoding UTF8
    Set-Content $Stamp $List -NoNewline -Encoding UTF8
}

$list = Get-Inputs
if (-not (Test-Path $Program) -or -not (Test-Path $Stamp) -or (Get-Content $Stamp -Raw -Encoding UTF8) -ne $list) {
    Invoke-Compile $list
}

# NUKE looks for the root above the current folder.
$case = if ($OnWindows) { "OrdinalIgnoreCase" } else { "Ordinal" }
if (-not "$PWD/".Replace("\", "/").StartsWith("$Root/".Replace("\", "/"), $case) -and $BuildArguments -notcontains "--root") {
    $BuildArguments = $BuildArguments + @("--root", $Root)
}

$env:DOTNET_ROOT = (Get-Content (Join-Path $Temp "dotnet.root") -Raw -Encoding UTF8).Trim()
if ($PSVersionTable.PSVersion.Major -lt 6) {
    # Windows PowerShell loses quotes and empty arguments on the way to a program, unless they are escaped in a way that its own quoting leaves alone.
    $BuildArguments = @($BuildArguments | ForEach-Object {
        if ($_ -match '[\s"]|^$') { '"' + ($_ -replace '(\\*)"', '$1$1""' -replace '(\\+)$', '$1$1') + '"' } else { $_ }
    })
    & $Program @BuildArguments
}
else {
    $mode = Get-Variable "PSNativeCommandArgumentPassing" -ValueOnly -ErrorAction SilentlyContinue
    if (-not $mode -or "$mode" -eq "Legacy") {
        $BuildArguments = @($BuildArguments | ForEach-Object { if ($_) { $_ -replace '(\\*)"', '$1$1\"' } else { '""' } })
    }
    # Literals, since PowerShell replaces * and ~ in all other arguments by the names of files.
    $literals = @($Program) + $BuildArguments | ForEach-Object { "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_) + "'" }
    Invoke-Expression "& $literals"
}
exit $LASTEXITCODE
