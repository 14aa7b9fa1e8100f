#!/usr/bin/env bash
# Runs the build: ./build.sh [target …] [--parameter value …], ./build.sh --help
# Compiles it first, but only if one of its files changed; all arguments and the exit code are passed through.
set -euo pipefail

ROOT=${BASH_SOURCE[0]%"${BASH_SOURCE[0]##*/}"}
ROOT=$(cd -P -- "${ROOT:-.}" && pwd)
TEMP=$ROOT/.nuke/temp
# Below the build project, which NUKE looks for above the program.
OUTPUT=$ROOT/build/bin/run
PROGRAM=$OUTPUT/_build
STAMP=$TEMP/build.inputs
FALLBACK=$TEMP/embedded.inputs
CHANNEL=10.0

# NukeHost=embedded ./build.sh … chooses the host to compile on. NUKE would take a variable of this name for its own
# parameter Host, so the program gets it under another one, which build/_build.csproj reads as well.
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
  list_files build build.sh global.json -type d \( -name bin -o -name obj \) -prune -o -type f
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
  list_files build -type d \( -name bin -o -name obj \) -prune -o -type f \( -name '*.csproj' -o -name '*.props' -o -name '*.targets' \)
}

# An SDK that can compile the build, or else one of our own below .nuke/temp.
find_sdk() {
  local candidate version
  for candidate in "${DOTNET_EXE:-}" "$(command -v dotnet || true)" "$TEMP/dotnet-unix/dotnet"; do
    if [[ -x $candidate ]] && version=$(cd "$ROOT" && "$candidate" --version 2>/dev/null) && ((${version%%.*} >= ${CHANNEL%%.*})); then
      DOTNET_EXE=$candidate
      return
    fi
  done
  echo "Installing the .NET SDK $CHANNEL into ${TEMP#"$ROOT"/}/dotnet-unix" >&2
  curl -fsSL --retry 3 -o "$TEMP/dotnet-install.sh" https://dot.net/v1/dotnet-install.sh || {
    echo "build.sh: no .NET SDK $CHANNEL or newer was found and none could be downloaded." >&2
    echo "Install one (see https://dotnet.microsoft.com/download) or point DOTNET_EXE at its dotnet program." >&2
    exit 1
  }
  bash "$TEMP/dotnet-install.sh" --install-dir "$TEMP/dotnet-unix" --channel "$CHANNEL" --no-path
  DOTNET_EXE=$TEMP/dotnet-unix/dotnet
}

# The root of the installation that the dotnet program belongs to; the compiled program needs it to find its runtime.
dotnet_root() {
  local file=$1 target
  while [[ -L $file ]]; do
    target=$(readlink "$file")
    [[ $target == /* ]] || target=$(dirname "$file")/$target
    file=$target
  done
  dirname "$file"
}

publish() {
  local log=$1
  shift
  "$DOTNET_EXE" publish "$ROOT/build/_build.csproj" -c Release -o "$FRESH" -nologo -v:q -nodeReuse:false "$@" >"$log" 2>&1 || { rm -rf "$FRESH"; return 1; }
}

# Takes the embedded host for as long as pins, package references and feeds stay as they are.
fall_back() {
  local failed=$TEMP/build.nuget.log
  mv "$TEMP/build.log" "$failed"
  echo "build.sh: the build can't be restored or compiled on Nuke.Common (see ${failed#"$ROOT"/}); using the embedded host." >&2
  if publish "$TEMP/build.log" -p:NukeHost=embedded; then
    # NU1301: a feed did not respond, which is no answer to keep.
    if ! grep -q NU1301 "$failed"; then printf '%s' "$CHOICE" >"$FALLBACK"; fi
    return
  fi
  cat "$failed" >&2
  if grep -q 'error NU' "$failed"; then cat "$TEMP/build.log" >&2; fi
  exit 1
}

compile() {
  mkdir -p "$TEMP"
  CHOICE=$(cd "$ROOT" && list_choice)
  find_sdk
  FRESH=$OUTPUT.new.$$
  local host=()
  if [[ -z ${NukeHostChoice:-} && -f $FALLBACK && $(<"$FALLBACK") == "$CHOICE" ]]; then host=(-p:NukeHost=embedded); fi
  echo "Compiling the build …" >&2
  if ! publish "$TEMP/build.log" ${host[@]+"${host[@]}"}; then
    if [[ -n ${NukeHostChoice:-}${host[*]+set} ]] || ! grep -q '>nuget</NukeHost>' "$ROOT/build/_build.csproj"; then
      rm -f "$FALLBACK"
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
