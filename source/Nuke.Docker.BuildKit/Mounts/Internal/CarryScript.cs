namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>
/// The scripts that run with access to the mounts, for any POSIX shell with coreutils, findutils and tar, or with busybox. They only list, pack and
/// unpack; all decisions are made outside.
/// </summary>
internal static class CarryScript
{
    /// <summary>The folder with the mounts, by number.</summary>
    public const string MountFolder = "/nuke-cache-mounts";

    /// <summary>The folder in the mount for imported files before they are moved to their places. Only in the same mount a move is atomic.</summary>
    public const string StagingName = ".nuke-cache-mounts";

    /// <summary>The exit code if the image lacks a tool. A line <c>missing: NAME</c> names the tool.</summary>
    public const int MissingToolExitCode = 71;

    private const string Preamble =
        """
        mark=$1; count=$2; in=/$mark-in; out=/$mark; mounts=/nuke-cache-mounts; staging=.nuke-cache-mounts
        for tool in $tools; do
          command -v "$tool" >/dev/null 2>&1 || { echo "missing: $tool"; exit 71; }
        done
        mkdir -p "$out"
        each() {
          pids=
          i=0
          while [ "$i" -lt "$count" ]; do
            "$1" "$i" &
            pids="$pids $!"
            i=$((i + 1))
          done
          for pid in $pids; do
            wait "$pid" || exit 1
          done
        }

        """;

    /// <summary>Writes <c>N.list</c> for <see cref="MountListing"/> and <c>N.time</c> for each mount, and <c>N.note</c> for a warning.</summary>
    public static string List { get; } = "tools='mkdir find stat date'\n" + Preamble +
        """
        newline='*
        *'
        prune() {
          for folder in archive-v* wheels-v* sdists-v* simple-v*; do
            [ -d "$folder" ] || continue
            PATH="$PATH:$out-uv" command -v uv >/dev/null 2>&1 || return 0
            said=$(PATH="$PATH:$out-uv" UV_CACHE_DIR=$PWD uv cache prune --ci 2>&1) || echo "uv cache prune --ci failed with $?: $said" >"$out/$1.note"
            return 0
          done
        }
        list() {
          cd "$mounts/$1" || return 1
          if [ -e "$in/prune" ]; then prune "$1"; fi
          date +%s >"$out/$1.time"
          # A file that vanishes in the meantime is not an error.
          find . -path "./$staging" -prune -o -name "$newline" -prune -exec echo x \; -o -exec stat -c '%f %u %g %s %Y %i %h %n' {} + >"$out/$1.list" || :
        }
        each list

        """;

    /// <summary>Writes <c>N.tar</c> for each mount with a file <c>N.names</c>.</summary>
    public static string Pack { get; } = "tools='mkdir tar'\n" + Preamble +
        """
        case $(tar --version 2>/dev/null) in
          *'GNU tar'*) options='--format=gnu --verbatim-files-from --no-unquote' ;;
          *) options= ;;
        esac
        pack() {
          [ -e "$in/$1.names" ] || return 0
          cd "$mounts/$1" || return 1
          if echo . >"$out/$1.probe" && tar -cf /dev/null --no-recursion $options -T "$out/$1.probe" 2>/dev/null; then
            # Exit codes 1 and 2 report files that changed or vanished in the meantime. The contents of the tar file are checked outside.
            tar -cf "$out/$1.tar" --no-recursion $options -T "$in/$1.names" || echo "tar ended with $?"
          else
            # A busybox without -T packs everything. Files that were not requested are ignored.
            tar -cf "$out/$1.tar" . || echo "tar ended with $?"
          fi
          rm -f "$out/$1.probe"
          [ -s "$out/$1.tar" ]
        }
        each pack

        """;

    /// <summary>Deletes the paths in <c>N.delete</c> and unpacks <c>N.tar</c>, for each mount that has these files.</summary>
    public static string Unpack { get; } = "tools='mkdir tar cp rm xargs tr'\n" + Preamble +
        """
        unpack() {
          cd "$mounts/$1" || return 1
          # Left by an interrupted import.
          rm -rf "$staging"
          if [ -e "$in/$1.delete" ]; then
            tr '\n' '\0' <"$in/$1.delete" | xargs -0 rm -rf -- || return 1
          fi
          [ -e "$in/$1.tar" ] || return 0
          mkdir "$staging" && tar -xpf "$in/$1.tar" -C "$staging" && cp -alf "$staging/." . || { rm -rf "$staging"; return 1; }
          rm -rf "$staging"
        }
        each unpack

        """;
}
