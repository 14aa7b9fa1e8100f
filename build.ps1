<#
Runs the NUKE build of this repository: .\build.ps1 [target ...] [--parameter value ...], .\build.ps1 --help
Compiles it first, but only if one of its inputs changed; all arguments and the exit code are passed through.
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
# Below the build project, which NUKE looks for above the program.
$Output = Join-Path $Root "build/bin/run"
$Fresh = "$Output.new.$PID"
$Program = Join-Path $Output "_build$Suffix"
$Stamp = Join-Path $Temp "build.inputs"
$Inputs = "build", "source", "templates/wiring", "tests/SealedInputs", "tools/Specifications", "Directory.Build.props", "Directory.Packages.props", "global.json", `
    ".editorconfig", "build.ps1"

# A variable NukeHost chooses the host to compile on. NUKE would take it for its own parameter Host, so the program gets it
# under another name, which build/NukeHost.props reads as well.
if ($env:NukeHost) {
    $env:NukeHostChoice = $env:NukeHost
    Remove-Item env:NukeHost
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = 1
$env:DOTNET_NOLOGO = 1
$env:NUKE_TELEMETRY_OPTOUT = 1

# As build.sh does: what the script itself says goes to standard error, so that the output is the program's alone.
function Write-Note([string] $Text) { [Console]::Error.WriteLine($Text) }

function Write-Log([string] $File) { Get-Content $File | ForEach-Object { Write-Note $_ } }

# One line per input file: path, time of change, size. Equal lists mean that nothing changed.
function Format-File($File) { "$($File.FullName) $($File.LastWriteTimeUtc.Ticks) $($File.Length)" }

function Get-InputFiles {
    foreach ($name in $Inputs) {
        $item = Get-Item -Force (Join-Path $Root $name)
        $files = if ($item -is [System.IO.DirectoryInfo]) { $item.EnumerateFiles("*", [System.IO.SearchOption]::AllDirectories) } else { $item }
        $files | Where-Object { $_.FullName.Substring($Root.Length) -notmatch '[\\/](bin|obj)[\\/]' }
    }
}

function Get-Inputs {
    "host=$env:NukeHostChoice dotnet=$env:DOTNET_EXE"
    Get-InputFiles | ForEach-Object { Format-File $_ }
}

# The inputs of the choice of the host: pins, package references and feeds. Of feeds that are folders also the packages of NUKE.
function Get-Feeds {
    "sources=$env:RestoreSources $env:RestoreAdditionalProjectSources $env:RestoreConfigFile $env:NUGET_PACKAGES"
    $configs = @()
    for ($folder = $Root; $folder; $folder = Split-Path $folder) {
        $configs += Get-ChildItem $folder -File -Filter "*.config" -ErrorAction SilentlyContinue | Where-Object { $_.Name -eq "nuget.config" }
    }
    foreach ($folder in @("$env:APPDATA/NuGet", "$HOME/.nuget/NuGet", "$HOME/.nuget/config", "$HOME/.config/NuGet")) {
        if (Test-Path $folder) { $configs += Get-ChildItem $folder -File -Recurse | Where-Object { $_.Extension -eq ".config" } }
    }
    if ($env:RestoreConfigFile) { $configs += Get-Item $env:RestoreConfigFile -ErrorAction SilentlyContinue }
    $feeds = @("$env:RestoreSources;$env:RestoreAdditionalProjectSources".Split(";"))
    foreach ($config in $configs) {
        Format-File $config
        foreach ($match in [regex]::Matches([System.IO.File]::ReadAllText($config.FullName), 'value="([^"]+)"')) {
            $feeds += [System.IO.Path]::Combine($config.DirectoryName, $match.Groups[1].Value)
        }
    }
    foreach ($feed in $feeds) {
        if ($feed -and (Test-Path -LiteralPath $feed -PathType Container)) {
            Get-ChildItem -LiteralPath $feed -Recurse -Depth 2 -File -Filter "nuke.*.nupkg" | ForEach-Object { Format-File $_ }
        }
    }
    Get-InputFiles | Where-Object { $_.Extension -in ".csproj", ".proj", ".props" } | ForEach-Object { Format-File $_ }
}

# An SDK that satisfies global.json, or else one of our own below .nuke/temp.
function Find-Sdk {
    $own = Join-Path $Temp $(if ($OnWindows) { "dotnet-win" } else { "dotnet-unix" })
    $found = Get-Command "dotnet" -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    foreach ($candidate in @($env:DOTNET_EXE, $(if ($found) { $found.Source }), (Join-Path $own "dotnet$Suffix"))) {
        if ($candidate -and (Test-Path $candidate -PathType Leaf)) {
            # Windows PowerShell makes an error of each line on standard error.
            $ErrorActionPreference = "Continue"
            Push-Location $Root
            try { & $candidate --version *> $null } finally { Pop-Location }
            if ($LASTEXITCODE -eq 0) { return $candidate }
        }
    }
    $version = (Get-Content (Join-Path $Root "global.json") -Raw | ConvertFrom-Json).sdk.version
    Write-Note "Installing the .NET SDK $version into $own"
    [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
    $name = if ($OnWindows) { "dotnet-install.ps1" } else { "dotnet-install.sh" }
    $installer = Join-Path $Temp $name
    try { (New-Object System.Net.WebClient).DownloadFile("https://dot.net/v1/$name", $installer) }
    catch {
        Write-Note "build.ps1: no .NET SDK $version or newer was found and none could be downloaded."
        Write-Note "Install one (see https://dotnet.microsoft.com/download) or point DOTNET_EXE at its dotnet program."
        exit 1
    }
    if ($OnWindows) { & $installer -InstallDir $own -Version $version -NoPath | Out-Host }
    else { & bash $installer --install-dir $own --version $version --no-path | Out-Host }
    if (-not (Test-Path (Join-Path $own "dotnet$Suffix"))) {
        Write-Note "build.ps1: the .NET SDK could not be installed into $own; see the messages above."
        exit 1
    }
    return Join-Path $own "dotnet$Suffix"
}

# Asks the feeds which packages they have, unless the answer is known and still holds.
function Update-Feeds {
    $answers = Join-Path $Temp "Feeds.props"
    $known = Join-Path $Temp "feeds.inputs"
    if ((Test-Path $answers) -and (Test-Path $known) -and (Get-Content $known -Raw -Encoding UTF8) -eq $Feeds) { return }
    Remove-Item $answers, $known -ErrorAction SilentlyContinue
    $log = Join-Path $Temp "feeds.log"
    # A package that can't be had is an answer, though MSBuild calls it an error.
    & $Dotnet msbuild (Join-Path $Root "build/Feeds.proj") -nologo -v:q -nodeReuse:false > $log
    if (-not (Test-Path $answers)) { Write-Log $log; exit 1 }
    # NU1301: a feed did not respond, which is no answer to keep.
    if (-not (Select-String -Quiet -Path $log -Pattern "NU1301")) { Set-Content $known $Feeds -NoNewline -Encoding UTF8 }
}

function Publish-Build([string] $Log) {
    & $Dotnet publish (Join-Path $Root "build/_build.csproj") -c Release -o $Fresh -nologo -v:q -nodeReuse:false > $Log
    if ($LASTEXITCODE -eq 0) { return $true }
    Remove-Item -Recurse -Force $Fresh -ErrorAction SilentlyContinue
    return $false
}

# Takes the embedded host for as long as pins, package references and feeds stay as they are.
function Use-EmbeddedHost([string] $Log) {
    $failed = Join-Path $Temp "build.nuget.log"
    $answers = Join-Path $Temp "Feeds.props"
    $known = Join-Path $Temp "feeds.inputs"
    Move-Item -Force $Log $failed
    Write-Note "build.ps1: the build can't be restored or compiled on Nuke.Common (see .nuke/temp/build.nuget.log); using the embedded host."
    Set-Content $answers (Get-Content $answers -Raw -Encoding UTF8).Replace(">nuget</NukeHost>", ">embedded</NukeHost>") -NoNewline -Encoding UTF8
    if (Select-String -Quiet -Path $failed -Pattern "NU1301") { Remove-Item $known -ErrorAction SilentlyContinue }
    if (Publish-Build $Log) { return }
    # The fault is the build's own, unless packages were missing: asked again next time.
    Remove-Item $answers, $known -ErrorAction SilentlyContinue
    Write-Log $failed
    if (Select-String -Quiet -Path $failed -Pattern "error NU") { Write-Log $Log }
    exit 1
}

function Invoke-Compile([string] $List) {
    New-Item -ItemType Directory -Force $Temp > $null
    $script:Dotnet = Find-Sdk
    $log = Join-Path $Temp "build.log"
    Update-Feeds
    Write-Note "Compiling the build ..."
    if (-not (Publish-Build $log)) {
        if ($env:NukeHostChoice -or -not (Select-String -Quiet -SimpleMatch -Path (Join-Path $Temp "Feeds.props") -Pattern ">nuget</NukeHost>")) {
            Write-Log $log
            exit 1
        }
        Use-EmbeddedHost $log
    }
    # Swapped, not overwritten: a build that still runs keeps the files it has mapped.
    Get-ChildItem (Split-Path $Output) -Filter "run.old*" | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    if (Test-Path $Output) { Move-Item $Output "$Output.old.$PID" }
    Move-Item $Fresh $Output
    Remove-Item -Recurse -Force "$Output.old.$PID" -ErrorAction SilentlyContinue
    $file = $Dotnet
    while ($target = (Get-Item $file).Target | Select-Object -First 1) { $file = [System.IO.Path]::Combine((Split-Path $file), $target) }
    Set-Content (Join-Path $Temp "dotnet.root") (Split-Path $file) -NoNewline -Encoding UTF8
    Set-Content $Stamp $List -NoNewline -Encoding UTF8
}

$Feeds = @(Get-Feeds) -join "`n"
$list = (@($Feeds) + @(Get-Inputs)) -join "`n"
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
