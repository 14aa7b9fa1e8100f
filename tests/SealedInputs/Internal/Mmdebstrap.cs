using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace SealedInputs.Internal;

/// <summary>Debian's tool that makes a root file system, from a package that is unpacked but not installed.</summary>
internal sealed class Mmdebstrap(string directory, string prefix)
{
    // Not needed in a container, and python:3.x-slim doesn't have them either; later apt installations leave them out as well.
    private const string Customize =
        """
        set -e
        rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED
        ln -sf python3 "$1"/usr/bin/python
        cd "$1"/usr/share
        find doc man locale -mindepth 1 '(' -type f -o -type l ')' ! -name copyright -delete
        find doc man locale -mindepth 1 -type d -empty -delete
        printf '%s\n' 'path-exclude=/usr/share/doc/*' 'path-include=/usr/share/doc/*/copyright' \
            'path-exclude=/usr/share/man/*' 'path-exclude=/usr/share/locale/*' > "$1"/etc/dpkg/dpkg.cfg.d/slim

        """;

    /// <summary>The host suite's version: it runs on the host's Perl.</summary>
    public static async Task<Mmdebstrap> FetchAsync(Distribution distribution, string directory, CancellationToken cancellationToken)
    {
        var host = distribution.OpenArchive(directory, distribution.HostSuites);
        await host.UpdateAsync(cancellationToken);

        var packages = new List<string> { "mmdebstrap" };
        var perl = await HostCommand.RunAsync("perl", ["-e", "printf '%vd', $^V"], cancellationToken);
        var version = string.Join('.', perl.Output.Trim().Split('.').Take(2));

        // A minimal system has Perl without most of its library.
        if (!(await HostCommand.RunAsync("perl", ["-MPod::Usage", "-MMath::BigInt", "-MGetopt::Long", "-e1"], cancellationToken)).Succeeded)
            packages.AddRange([$"perl-modules-{version}", $"libperl{version}"]);

        var debs = Path.Combine(directory, "debs");
        var prefix = Path.Combine(directory, "tool");
        await host.DownloadAsync(packages, debs, cancellationToken);
        await DebianPackage.UnpackAllAsync(debs, prefix, cancellationToken);
        return new Mmdebstrap(directory, prefix);
    }

    public async Task RunAsync(SealedArchive archive, IReadOnlyList<string> packages, string tarball, CancellationToken cancellationToken)
    {
        var sources = Path.Combine(directory, "image.sources");
        await File.WriteAllTextAsync(
            sources,
            archive.Distribution.Archive.ToDeb822(
                [archive.Suite],
                archive.Distribution.Release.IsUbuntu ? ["main", "universe"] : ["main"],
                Distribution.Architecture),
            cancellationToken);

        var options = await SealedArchive.HostOptionsAsync(cancellationToken);
        string[] arguments =
        [
            // Its mounts of /dev, /proc and /sys disappear with the last of its processes, even if they are killed.
            "--mount", "--",
            Path.Combine(prefix, "usr/bin/mmdebstrap"),
            "--mode=root",
            "--variant=minbase",
            $"--include={string.Join(',', packages)}",
            $"--hook-dir={prefix}/usr/share/mmdebstrap/hooks/merged-usr",
            $"--customize-hook={Customize}",
            .. options.Select(_ => $"--aptopt={_}"),
            archive.Suite,
            tarball,
            sources,
        ];

        var result = await HostCommand.RunAsync("unshare", arguments, cancellationToken, directory, ToolEnvironment());

        if (!result.Succeeded)
            throw new EnginePackagesException($"mmdebstrap cannot make the Python base image:\n{result.Tail(10)}");
    }

    private Dictionary<string, string> ToolEnvironment()
    {
        // All Perl folders of the prefix; none if the host's Perl is complete.
        var libraries = new[] { Path.Combine(prefix, "usr/share/perl"), Path.Combine(prefix, "usr/lib") }
            .Where(Directory.Exists)
            .SelectMany(_ => Directory.EnumerateDirectories(_, "5.*", SearchOption.AllDirectories));

        return new Dictionary<string, string>(AptArchive.EnglishMessages)
        {
            ["TMPDIR"] = directory,
            ["PERL5LIB"] = string.Join(':', libraries),
        };
    }
}
