#!/usr/bin/env bash
# Runs the NUKE build of this repository: ./build.sh [target …] [--parameter value …], ./build.sh --help
# Compiles it first, but only if one of its inputs changed; all arguments and the exit code are passed through.
set -euo pipefail

ROOT=${BASH_SOURCE[0]%"${BASH_SOURCE[0]##*/}"}
ROOT=$(cd -P -- "${ROOT:-.}" && pwd)
TEMP=$ROOT/.nuke/temp
# Below the build project, which NUKE looks for above the program.
OUTPUT=$ROOT/build/bin/run
PROGRAM=$OUTPUT/_build
STAMP=$TEMP/build.inputs
INPUTS=(build source templates/wiring tests/SealedInputs tools/Specifications Directory.Build.props Directory.Packages.props global.json .editorconfig build.sh)

# NukeHost=embedded ./build.sh … chooses the host to compile on. NUKE would take a variable of this name for its own
# parameter Host, so the program gets it under another one, which build/NukeHost.props reads as well.
if [[ -n ${NukeHost:-} ]]; then
  export NukeHostChoice=$NukeHost
  unset NukeHost
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUKE_TELEMETRY_OPTOUT=1

# One line per file that find finds: path, time of change, size. Equal lists mean that nothing changed.
list_files() { find "$@" "${LISTED[@]}" 2>/dev/null || true; }
case $OSTYPE in
  darwin* | *bsd*) LISTED=(-exec stat -f '%N %Fm %z' {} +) ;;
  linux-musl*) LISTED=(-exec stat -c '%n %y %s' {} +) ;;
  *) LISTED=(-printf '%p %T@ %s\n') ;;
esac

list_inputs() {
  echo "host=${NukeHostChoice:-} dotnet=${DOTNET_EXE:-}"
  list_files "${INPUTS[@]}" -type d \( -name bin -o -name obj \) -prune -o -type f
}

# The feeds that NuGet reads; of those that are folders also the packages of NUKE.
list_feeds() {
  local folder=$ROOT file line feed configs=() feeds=()
  echo "sources=${RestoreSources:-} ${RestoreAdditionalProjectSources:-} ${RestoreConfigFile:-} ${NUGET_PACKAGES:-}"
  while :; do
    configs+=("$folder"/[Nn]u[Gg]et.[Cc]onfig)
    if [[ -z $folder ]]; then break; fi
    folder=${folder%/*}
  done
  configs+=("${HOME:-}"/{.nuget/NuGet,.nuget/config,.config/NuGet}/*.[Cc]onfig "${RestoreConfigFile:-}")
  IFS=';' read -r -a feeds <<<"${RestoreSources:-};${RestoreAdditionalProjectSources:-}"
  for file in "${configs[@]}"; do
    if [[ ! -f $file ]]; then continue; fi
    list_files "$file"
    while IFS= read -r line || [[ -n $line ]]; do
      while [[ $line =~ value=\"([^\"]+)\" ]]; do
        feed=${BASH_REMATCH[1]}
        line=${line#*"${BASH_REMATCH[0]}"}
        [[ $feed == /* ]] || feed=${file%/*}/$feed
        feeds+=("$feed")
      done
    done <"$file"
  done
  for feed in "${feeds[@]}"; do
    if [[ -n $feed && -d $feed ]]; then list_files "$feed" -maxdepth 3 -iname 'nuke.*.nupkg'; fi
  done
}

# The inputs of the choice of the host: feeds, pins and package references.
list_choice() {
  list_feeds
  list_files "${INPUTS[@]}" -type d \( -name bin -o -name obj \) -prune -o -type f \( -name '*.csproj' -o -name '*.proj' -o -name '*.props' \)
}

# An SDK that satisfies global.json, or else one of our own below .nuke/temp.
find_sdk() {
  local candidate
  for candidate in "${DOTNET_EXE:-}" "$(command -v dotnet || true)" "$TEMP/dotnet-unix/dotnet"; do
    if [[ -x $candidate ]] && (cd "$ROOT" && "$candidate" --version) >/dev/null 2>&1; then
      DOTNET_EXE=$candidate
      return
    fi
  done
  local installer=$TEMP/dotnet-install.sh version
  version=$(sed -n 's/.*"version"[^"]*"\([^"]*\)".*/\1/p' "$ROOT/global.json")
  echo "Installing the .NET SDK $version into ${TEMP#"$ROOT"/}/dotnet-unix" >&2
  curl -fsSL --retry 3 -o "$installer" https://dot.net/v1/dotnet-install.sh || {
    echo "build.sh: no .NET SDK ${version%.*} or newer was found and none could be downloaded." >&2
    echo "Install one (see https://dotnet.microsoft.com/download) or point DOTNET_EXE at its dotnet program." >&2
    exit 1
  }
  bash "$installer" --install-dir "$TEMP/dotnet-unix" --version "$version" --no-path
  DOTNET_EXE=$TEMP/dotnet-unix/dotnet
}

# The root of the installation that the dotnet program belongs to; the compiled program needs it to find its runtime.
dotnet_root() {
  local file=$1
  while [[ -L $file ]]; do
    local target
    target=$(readlink "$file")
    [[ $target == /* ]] || target=$(dirname "$file")/$target
    file=$target
  done
  dirname "$file"
}

# Asks the feeds which packages they have, unless the answer is known and still holds.
ask_feeds() {
  if [[ -f $TEMP/Feeds.props && -f $TEMP/feeds.inputs && $(<"$TEMP/feeds.inputs") == "$CHOICE" ]]; then return; fi
  rm -f "$TEMP/Feeds.props" "$TEMP/feeds.inputs"
  # A package that can't be had is an answer, though MSBuild calls it an error.
  "$DOTNET_EXE" msbuild "$ROOT/build/Feeds.proj" -nologo -v:q -nodeReuse:false >"$TEMP/feeds.log" 2>&1 || true
  [[ -f $TEMP/Feeds.props ]] || { cat "$TEMP/feeds.log" >&2; exit 1; }
  # NU1301: a feed did not respond, which is no answer to keep.
  if ! grep -q NU1301 "$TEMP/feeds.log"; then printf '%s' "$CHOICE" >"$TEMP/feeds.inputs"; fi
}

publish() {
  "$DOTNET_EXE" publish "$ROOT/build/_build.csproj" -c Release -o "$FRESH" -nologo -v:q -nodeReuse:false >"$1" 2>&1 || { rm -rf "$FRESH"; return 1; }
}

# Takes the embedded host for as long as pins, package references and feeds stay as they are.
fall_back() {
  local failed=$TEMP/build.nuget.log
  mv "$TEMP/build.log" "$failed"
  echo "build.sh: the build can't be restored or compiled on Nuke.Common (see ${failed#"$ROOT"/}); using the embedded host." >&2
  sed 's|>nuget</NukeHost>|>embedded</NukeHost>|' "$TEMP/Feeds.props" >"$TEMP/Feeds.props.$$"
  mv "$TEMP/Feeds.props.$$" "$TEMP/Feeds.props"
  if grep -q NU1301 "$failed"; then rm -f "$TEMP/feeds.inputs"; fi
  if publish "$TEMP/build.log"; then return; fi
  # The fault is the build's own, unless packages were missing: asked again next time.
  rm -f "$TEMP/Feeds.props" "$TEMP/feeds.inputs"
  cat "$failed" >&2
  if grep -q 'error NU' "$failed"; then cat "$TEMP/build.log" >&2; fi
  exit 1
}

compile() {
  mkdir -p "$TEMP"
  CHOICE=$(cd "$ROOT" && list_choice)
  find_sdk
  FRESH=$OUTPUT.new.$$
  ask_feeds
  echo "Compiling the build …" >&2
  if ! publish "$TEMP/build.log"; then
    if [[ -n ${NukeHostChoice:-} ]] || ! grep -q '>nuget</NukeHost>' "$TEMP/Feeds.props"; then
      cat "$TEMP/build.log" >&2
      exit 1
    fi
    fall_back
  fi
  # Swapped, not overwritten: a build that still runs keeps the files it has mapped.
  rm -rf "$OUTPUT.old"
  if [[ -e $OUTPUT ]]; then mv "$OUTPUT" "$OUTPUT.old"; fi
  mv "$FRESH" "$OUTPUT"
  rm -rf "$OUTPUT.old"
  dotnet_root "$DOTNET_EXE" >"$TEMP/dotnet.root"
  printf '%s' "$1" >"$STAMP"
}

inputs=$(cd "$ROOT" && list_feeds && list_inputs)
if [[ ! -x $PROGRAM || ! -f $STAMP || $(<"$STAMP") != "$inputs" ]]; then
  compile "$inputs"
fi

# NUKE looks for the root above the current folder.
if [[ $PWD/ != "$ROOT"/* && " $* " != *" --root "* ]]; then
  set -- "$@" --root "$ROOT"
fi

export DOTNET_ROOT
DOTNET_ROOT=$(<"$TEMP/dotnet.root")
exec "$PROGRAM" "$@"
