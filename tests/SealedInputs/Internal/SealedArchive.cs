using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace SealedInputs.Internal;

/// <summary>The suite that image and wheels come from: they must agree on the Python version.</summary>
internal sealed record SealedArchive(string Suite, Distribution Distribution, AptArchive Packages)
{
    /// <summary>trixie has Python 3.13; the others are used when the mirror no longer has it.</summary>
    /// <param name="newest">True: forky, whose Poetry, PDM and Pipenv are the current ones.</param>
    public static async Task<SealedArchive> OpenAsync(string directory, CancellationToken cancellationToken, bool newest = false)
    {
        var distribution = Distribution.OfThisMachine();
        var suites = distribution.Release.IsUbuntu ? [distribution.HostSuites[0]]
            : newest ? ["forky", distribution.HostSuites[0]] : new[] { "trixie", "forky", distribution.HostSuites[0] };
        var failures = new List<string>();

        foreach (var suite in suites.Distinct())
        {
            try
            {
                var archive = distribution.OpenArchive(Path.Combine(directory, "apt"), distribution.Release.IsUbuntu ? distribution.HostSuites : [suite]);
                await archive.UpdateAsync(cancellationToken);
                return new SealedArchive(suite, distribution, archive);
            }
            catch (EnginePackagesException exception)
            {
                failures.Add(exception.Message);
            }
        }

        throw new EnginePackagesException($"No suite for sealed inputs:\n{string.Join('\n', failures)}");
    }

    /// <summary>The host apt's settings for proxies and old archives, which another apt needs too.</summary>
    public static async Task<IReadOnlyList<string>> HostOptionsAsync(CancellationToken cancellationToken)
    {
        string[] names = ["Acquire::http::Proxy", "Acquire::https::Proxy", "Acquire::Check-Valid-Until", "Acquire::Check-Date"];
        var dump = await HostCommand.RunAsync("apt-config", ["dump", .. names], cancellationToken);

        return [.. dump.Output.Split('\n')
            .Where(line => !line.EndsWith("\"\";", StringComparison.Ordinal) && names.Any(_ => line.StartsWith($"{_} ", StringComparison.Ordinal)))];
    }
}
