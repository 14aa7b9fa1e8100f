#!/usr/bin/env bash
# Runs the build: ./build.sh [target …] [--parameter value …], ./build.sh --help
# Compiles it first, but only if one of its files changed; all arguments and the exit code are passed through.
set -euo pipefail

ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
TEMP=$ROOT/.nuke/temp
PROGRAM=$TEMP/build/_build
STAMP=$TEMP/build.inputs
CHANNEL=10.0

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUKE_TELEMETRY_OPTOUT=1

# One line per input file: path, time of change, size. Equal lists mean that nothing changed.
list_inputs() {
  cd "$ROOT"
  local inputs=(build build.sh) prune=(-type d \( -name bin -o -name obj \) -prune -o -type f) name
  for name in global.json nuget.config NuGet.config; do
    if [[ -f $name ]]; then inputs+=("$name"); fi
  done
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find "${inputs[@]}" "${prune[@]}" -printf '%p %T@ %s\n'
  else
    find "${inputs[@]}" "${prune[@]}" -exec stat -f '%N %Fm %z' {} +
  fi
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
  "$DOTNET_EXE" publish "$ROOT/build/_build.csproj" -c Release -o "$FRESH" -nologo -v:q -nodeReuse:false "$@" >"$LOG" 2>&1
}

compile() {
  mkdir -p "$TEMP"
  find_sdk
  LOG=$TEMP/build.log FRESH=$TEMP/build.new.$$
  echo "Compiling the build …" >&2
  if ! publish; then
    # NU1101: no feed has the package.
    if grep -Eq 'NU1101.* Nuke\.(Common|Docker\.BuildKit\.Components)\.? ' "$LOG"; then
      echo "No feed here has Nuke.Common with the add-in for it: compiling on the embedded host (NukeHost in build/_build.csproj)." >&2
      publish -p:NukeHost=embedded || { cat "$LOG" >&2; rm -rf "$FRESH"; exit 1; }
    else
      cat "$LOG" >&2
      rm -rf "$FRESH"
      exit 1
    fi
  fi
  # Swapped, not overwritten: a build that still runs keeps the files it has mapped.
  rm -rf "$TEMP/build.old"
  if [[ -e $TEMP/build ]]; then mv "$TEMP/build" "$TEMP/build.old"; fi
  mv "$FRESH" "$TEMP/build"
  rm -rf "$TEMP/build.old"
  dotnet_root "$DOTNET_EXE" >"$TEMP/dotnet.root"
  printf '%s' "$1" >"$STAMP"
}

inputs=$(list_inputs)
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
