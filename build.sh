#!/usr/bin/env bash
# Runs the NUKE build of this repository: ./build.sh [target …] [--parameter value …], ./build.sh --help
# Compiles it first, but only if one of its inputs changed; all arguments and the exit code are passed through.
set -euo pipefail

ROOT=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
TEMP=$ROOT/.nuke/temp
PROGRAM=$TEMP/build/_build
STAMP=$TEMP/build.inputs
INPUTS=(build source templates/wiring tests/SealedInputs tools/Specifications Directory.Build.props Directory.Packages.props global.json .editorconfig build.sh)

# NukeHost=embedded ./build.sh … chooses the host to compile on. NUKE would take a variable of this name for its own
# parameter Host, so the program gets it under another one, which build/NukeHost.props reads as well.
if [[ -n ${NukeHost:-} ]]; then
  export NukeHostChoice=$NukeHost
  unset NukeHost
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUKE_TELEMETRY_OPTOUT=1

# One line per input file: path, time of change, size. Equal lists mean that nothing changed.
list_inputs() {
  local prune=(-type d \( -name bin -o -name obj \) -prune -o -type f)
  echo "host=${NukeHostChoice:-} client=${EngineClient:-} dotnet=${DOTNET_EXE:-}"
  cd "$ROOT"
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find "${INPUTS[@]}" "${prune[@]}" -printf '%p %T@ %s\n'
  else
    find "${INPUTS[@]}" "${prune[@]}" -exec stat -f '%N %Fm %z' {} +
  fi
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

compile() {
  mkdir -p "$TEMP"
  find_sdk
  local log=$TEMP/build.log fresh=$TEMP/build.new.$$
  if [[ ! -f $TEMP/Feeds.props ]]; then
    # A package that can't be had is an answer, though MSBuild calls it an error.
    "$DOTNET_EXE" msbuild "$ROOT/build/Feeds.proj" -nologo -v:q -nodeReuse:false >"$log" 2>&1 || true
    [[ -f $TEMP/Feeds.props ]] || { cat "$log" >&2; exit 1; }
  fi
  echo "Compiling the build …" >&2
  if ! "$DOTNET_EXE" publish "$ROOT/build/_build.csproj" -c Release -o "$fresh" -nologo -v:q -nodeReuse:false >"$log" 2>&1; then
    cat "$log" >&2
    rm -rf "$fresh"
    exit 1
  fi
  # Swapped, not overwritten: a build that still runs keeps the files it has mapped.
  rm -rf "$TEMP/build.old"
  if [[ -e $TEMP/build ]]; then mv "$TEMP/build" "$TEMP/build.old"; fi
  mv "$fresh" "$TEMP/build"
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
