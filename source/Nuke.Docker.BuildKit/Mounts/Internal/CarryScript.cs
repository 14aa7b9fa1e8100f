namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>
/// What runs beside the mounts, for any POSIX shell with the tools of coreutils, findutils and tar or of busybox. All that is to be
/// decided is decided outside: these list, pack and unpack what they are told.
/// </summary>
internal static class CarryScript
{
    /// <summary>Where the mounts stand, by number.</summary>
    public const string MountFolder = "/nuke-cache-mounts";

    /// <summary>An import's files before they take their places, within the mount: only there a rename is one step.</summary>
    public const string StagingName = ".nuke-cache-mounts";

    /// <summary>Exit code where the image lacks a tool; a line <c>missing: NAME</c> tells which.</summary>
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

    /// <summary>A file <c>N.list</c> for <see cref="MountListing"/> and <c>N.time</c> for each mount, and <c>N.note</c> where something is to be told of it.</summary>
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
          # A file may vanish while it is looked at: that is no failure.
          find . -path "./$staging" -prune -o -name "$newline" -prune -exec echo x \; -o -exec stat -c '%f %u %g %s %Y %i %h %n' {} + >"$out/$1.list" || :
        }
        each list

        """;

    /// <summary>A file <c>N.tar</c> for each mount with a file <c>N.names</c>.</summary>
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
            # 1 and 2 tell of files that changed or vanished meanwhile; what is in the tar is counted outside.
            tar -cf "$out/$1.tar" --no-recursion $options -T "$in/$1.names" || echo "tar ended with $?"
          else
            # A busybox without -T: everything, of which only what is asked for gets used.
            tar -cf "$out/$1.tar" . || echo "tar ended with $?"
          fi
          rm -f "$out/$1.probe"
          [ -s "$out/$1.tar" ]
        }
        each pack

        """;

    /// <summary>Takes <c>N.delete</c> away and puts <c>N.tar</c> in, for each mount that has them.</summary>
    public static string Unpack { get; } = "tools='mkdir tar cp rm xargs tr'\n" + Preamble +
        """
        unpack() {
          cd "$mounts/$1" || return 1
          # What an import that was cut off left behind.
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
