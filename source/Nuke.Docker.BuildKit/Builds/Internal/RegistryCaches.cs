using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Registries.Internal;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Verifies the signatures of caches in registries before a build imports them, by digest, and signs those that it has exported. A problem is reported
/// and does not fail the build.
/// </summary>
internal sealed class RegistryCaches : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(15);

    private readonly ReadOnlyMemory<byte> _key;
    private readonly Action<ProgressLevel, string> _print;
    private readonly RegistryConnections _registries;

    private RegistryCaches(ReadOnlyMemory<byte> key, Action<ProgressLevel, string> print, RegistryConnections registries) =>
        (_key, _print, _registries) = (key, print, registries);

    /// <summary>Prepares the connections. Returns <c>null</c> if there is no key, or no cache in a registry.</summary>
    public static RegistryCaches? Open(BuildForm form, BuildOptions options, CancellationToken cancellationToken)
    {
        if (options.LocalCache is not { Key: { IsEmpty: false } key } || !form.Parts.Any(part => Imports(part.Build).Any() || Exports(part.Build).Any()))
            return null;
        var environment = EnvironmentReading.OfThisProcess(form.Command.ToEnvironment());
        var insecure = form.Parts.SelectMany(part => Imports(part.Build).Where(import => import.Insecure is true).Select(import => import.Reference)
            .Concat((part.Build.CacheTo ?? []).OfType<RegistryCacheTo>().Where(export => export.Insecure is true).Select(export => export.Reference)));
        var registries = new RegistryConnections(
            new RegistryOptions
            {
                Credentials = new RegistryCredentials(environment),
                Limit = new TransferLimit(Attempts, long.MaxValue),
                Insecure = [.. InsecureRegistries.Read(environment), .. insecure.Select(reference => ImageReference.Parse(reference).Domain)],
                CertificateFolders = RegistryCertificates.Folders(environment),
                Timeout = options.Recovery.RegistryTimeout ?? s_timeout,
                Retry = new RetrySchedule { Attempts = Attempts, LongestRequested = s_timeout },
                Time = options.Time ?? TimeProvider.System,
            },
            cancellationToken);
        return new RegistryCaches(key, options.Print ?? ((_, _) => { }), registries);
    }

    /// <summary>Names the signed caches of a part by their digests, and leaves out the others.</summary>
    public async Task<BuildPart> VerifyAsync(BuildPart part, CancellationToken cancellationToken)
    {
        if (!Imports(part.Build).Any())
            return part;
        var verified = await Task.WhenAll(part.Build.CacheFrom!.Select(import => import is RegistryCacheFrom registry
            ? VerifyAsync(registry, cancellationToken)
            : Task.FromResult<(CacheFrom? Import, string? Problem)>((import, null))));
        return part with
        {
            Build = part.Build with { CacheFrom = [.. verified.Select(import => import.Import).OfType<CacheFrom>()] },
            Notes = [.. part.Notes, .. verified.Select(import => import.Problem).OfType<string>()],
        };
    }

    /// <summary>Signs the caches that builds have exported.</summary>
    /// <param name="builds">The builds.</param>
    /// <param name="reports">Their reports.</param>
    /// <param name="cancellationToken">Cancels the signing.</param>
    /// <returns>The reports, with notes about caches that were not signed.</returns>
    public async Task<IReadOnlyList<BuildReport>> SignAsync(
        IReadOnlyList<BuildxBuildSettings> builds,
        IReadOnlyList<BuildReport> reports,
        CancellationToken cancellationToken)
    {
        var signed = new List<BuildReport>();
        foreach (var (build, report) in builds.Zip(reports))
        {
            var notes = new List<string>(report.Notes);
            var written = Written(build, report);
            foreach (var reference in report.ExitCode == 0 ? Exports(build).Distinct() : [])
            {
                if (await SignAsync(reference, written, cancellationToken) is not { } problem)
                    continue;
                notes.Add($"The cache {reference} was not signed, so that no build with this key imports it: {problem}");
                _print(ProgressLevel.Warning, notes[^1]);
            }

            signed.Add(report with { Notes = notes });
        }

        return signed;
    }

    public void Dispose() => _registries.Dispose();

    private static IEnumerable<RegistryCacheFrom> Imports(BuildxBuildSettings build) => (build.CacheFrom ?? []).OfType<RegistryCacheFrom>();

    // An inline cache is in the image.
    private static IEnumerable<string> Exports(BuildxBuildSettings build) =>
    [
        .. (build.CacheTo ?? []).OfType<RegistryCacheTo>().Select(export => export.Reference),
        .. build.Push is true && (build.CacheTo ?? []).Any(export => export is InlineCacheTo) ? (build.Tag ?? []).Select(tag => tag.ToString()) : [],
    ];

    // What BuildKit says that it wrote. The tag may have another content already.
    private static HashSet<string> Written(BuildxBuildSettings build, BuildReport report)
    {
        var digests = report.CacheExports.Where(export => export.Succeeded).SelectMany(export => export.Manifests).ToHashSet(StringComparer.Ordinal);
        if (report.Result.Digest is { } image && (build.CacheTo ?? []).Any(export => export is InlineCacheTo))
            digests.Add(image);
        return digests;
    }

    private async Task<(CacheFrom? Import, string? Problem)> VerifyAsync(RegistryCacheFrom import, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(import.Reference).WithDefaultTag();
        string reason;
        try
        {
            var repository = RepositoryOf(reference, "pull");
            var manifest = await repository.ReadManifestAsync(reference.Digest ?? reference.Tag!, cancellationToken);
            if (manifest is null)
                return (null, $"The cache {import.Reference} is not imported, because the registry does not have it.");
            if (await CacheSignature.IsSignedAsync(repository, manifest.Descriptor, _key, cancellationToken))
                return (new RegistryCacheFrom($"{repository.Name}@{manifest.Digest}") { Insecure = import.Insecure }, null);
            reason = "the key of this build did not sign it";
        }
        catch (RegistryException exception)
        {
            reason = $"its signature could not be read: {exception.Message.TrimEnd('.')}";
        }

        var problem = $"The cache {import.Reference} is not imported, because {reason}.";
        _print(ProgressLevel.Warning, problem);
        return (null, problem);
    }

    private async Task<string?> SignAsync(string text, HashSet<string> written, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(text).WithDefaultTag();
        try
        {
            var repository = RepositoryOf(reference, "pull,push");
            var manifest = await repository.ReadManifestAsync(reference.Tag!, cancellationToken);
            if (manifest is null || !written.Contains(manifest.Digest))
                return "the registry has another cache under this name, which this build did not write.";
            await CacheSignature.SignAsync(repository, manifest.Descriptor, _key, cancellationToken);
            return null;
        }
        catch (RegistryException exception)
        {
            return exception.Message;
        }
    }

    private RegistryRepository RepositoryOf(ImageReference reference, string actions) =>
        _registries.Repository(reference.Domain, reference.Path, actions, new RequestCounter());
}
