using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Determines the inputs of each step of a build from its settings, the Dockerfile and the contexts.</summary>
internal sealed class BuildPlanner(BuildxBuildSettings settings, LedgerKey key, FingerprintCaches fingerprints, LedgerFacts? facts = null)
{
    private const int BufferSize = 64 * 1024;
    private const string InlineName = "dockerfile-inline";

    /// <summary>The name of the main context.</summary>
    public const string MainContext = "context";

    /// <summary>The variable for the time of the image.</summary>
    public const string Epoch = "SOURCE_DATE_EPOCH";

    // Variables of the client that change the image, or the builder that builds it.
    private static readonly string[] s_variables =
    [
        Epoch, "BUILDX_BUILDER", "BUILDX_NO_DEFAULT_ATTESTATIONS", "BUILDKIT_SYNTAX", "DOCKER_HOST", "DOCKER_CONTEXT",
        "DOCKER_DEFAULT_PLATFORM", SkipRules.GitLabels, SkipRules.SourcePolicy,
    ];

    /// <summary>Plans the build.</summary>
    /// <returns><c>null</c> if the inputs can't be known, because the Dockerfile or the context isn't local.</returns>
    /// <exception cref="DockerfileParseException">BuildKit can't read the Dockerfile.</exception>
    /// <exception cref="DockerignoreException">The ignore file is invalid.</exception>
    /// <exception cref="IOException">A file or directory can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or directory can't be read.</exception>
    public PlannedBuild? Plan(CancellationToken cancellationToken)
    {
        if (settings.ContextFolder() is not { } context || PathOfDockerfile(context) is not { } file)
            return null;
        // Another thread reads it in the meantime.
        fingerprints.Of(context);
        var bytes = facts?.Dockerfile is { } inline ? Encoding.UTF8.GetBytes(inline) : File.ReadAllBytes(file);
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetString(bytes);
        var arguments = Arguments();
        var contexts = NamedContexts.Of(settings);
        var roots = new Dictionary<string, string>(contexts.Folders, StringComparer.Ordinal) { [MainContext] = context };
        var steps = new List<LedgerStep>();
        var bases = new SortedSet<string>(StringComparer.Ordinal);
        var reasons = new List<string>(contexts.Reasons);
        var remotes = new List<RemoteInput>();
        var frontend = "";
        var hasSeveral = settings.Platform is { Count: > 1 };
        var platforms = settings.Platform is { Count: > 0 } named ? named.Select(platform => (Platform?)platform) : [DefaultPlatform];
        foreach (var platform in platforms)
        {
            var dockerfile = Dockerfile.Parse(text, file, arguments.SetItems(PlatformValues(platform)));
            var builder = new StepBuilder(dockerfile, settings, arguments, key, contexts, hasSeveral ? platform!.Name : null, ForeignPlatform(platform));
            builder.AddTo(steps);
            bases.UnionWith(builder.Bases);
            reasons.AddRange(builder.Reasons);
            remotes.AddRange(builder.Remotes);
            frontend = arguments.GetValueOrDefault("BUILDKIT_SYNTAX") ?? dockerfile.Directives.FirstOrDefault(one => one.Name == "syntax")?.Value.Trim() ?? "";
        }

        if (frontend.Length > 0)
            bases.Add(frontend);
        var ignoreRules = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = Scan(steps, roots, file, ignoreRules, cancellationToken);
        List<LedgerStep> complete = [.. steps.Select(step => Complete(step, files))];
        if (complete.Exists(step => step.Uncertain is not null))
            reasons.Add(complete.First(step => step.Uncertain is not null).Uncertain!);
        var inputs = SkipInputs(bytes, arguments, complete, files);
        reasons.AddRange(SkipRules.Reasons(settings, files));
        if (facts?.ReasonToBuild is { } reason)
            reasons.Add(reason);
        return new PlannedBuild
        {
            Steps = complete,
            Bases = [.. bases],
            HasHiddenFile = complete.Exists(step => step.HiddenFile is not null),
            Contexts = files,
            IgnoreRules = ignoreRules,
            Roots = roots,
            Remotes = remotes,
            Frontend = frontend,
            NotSkippable = reasons.FirstOrDefault(),
            SkipInputs = inputs,
            SkipKey = key.Digest(string.Join('\n', inputs.Select(input => $"{input.Key}={input.Value}"))),
        };
    }

    // An inline Dockerfile has no ignore file of its own.
    private string? PathOfDockerfile(string context) =>
        facts?.Dockerfile is not null ? Path.Combine(context, InlineName)
        : settings.DockerfilePath() is { } file && File.Exists(file) ? file
        : null;

    private ImmutableSortedDictionary<string, string> Arguments()
    {
        var values = settings.ArgumentValues();
        // buildx passes this variable, and the proxies of docker's configuration, as build arguments.
        if (!values.ContainsKey(Epoch) && settings.Variable(Epoch) is { Length: > 0 } epoch)
            values = values.Add(Epoch, epoch);
        var environment = EnvironmentReading.OfThisProcess(settings.ToEnvironment());
        foreach (var (name, value) in DockerContexts.In(environment).ProxyArguments(environment.Read("DOCKER_HOST")))
        {
            if (!values.ContainsKey(name))
                values = values.Add(name, value);
        }

        return values;
    }

    // BuildKit's keys contain the platform of the images and commands: that of the engine, unless another one is asked for.
    private static string? ForeignPlatform(Platform? platform) =>
        platform?.Name is { } name && name != $"linux/{Distribution.Architecture}" ? name : null;

    private Platform? DefaultPlatform => settings.Variable("DOCKER_DEFAULT_PLATFORM") is { Length: > 0 } name ? (Platform)name : null;

    private static Dictionary<string, string> PlatformValues(Platform? platform)
    {
        if (platform?.Architecture is not { } architecture)
            return [];
        var parts = platform.Name.Split('/');
        return new Dictionary<string, string>
        {
            ["TARGETPLATFORM"] = platform.Name,
            ["TARGETOS"] = platform.OperatingSystem ?? "linux",
            ["TARGETARCH"] = architecture,
            ["TARGETVARIANT"] = parts.Length > 2 ? parts[2] : "",
        };
    }

    private Dictionary<string, IReadOnlyList<LedgerFile>> Scan(
        List<LedgerStep> steps,
        Dictionary<string, string> roots,
        string dockerfile,
        Dictionary<string, string> ignoreRules,
        CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, IReadOnlyList<LedgerFile>>(StringComparer.Ordinal);
        foreach (var group in steps.Where(step => step.Context is not null).GroupBy(step => step.Context!, StringComparer.Ordinal))
        {
            var root = roots[group.Key];
            List<ContextSelection> selections = [.. group.Select(step => new ContextSelection(step.Paths, step.Excludes))];
            var ignore = DockerignoreFile.Find(root, group.Key == MainContext ? dockerfile : null);
            ignoreRules[group.Key] = string.Join('\n', ignore.Rules.Select(rule => rule.Text));
            var matcher = new DockerignoreMatcher(ignore);
            var hasLink = group.SelectMany(step => step.Paths).Any(path => LeadsThroughLink(root, path));
            var union = hasLink ? ContextSelection.All : ContextSelection.Union(selections);
            var found = ContextScan.Read(root, matcher, union, fingerprints.Of(root), cancellationToken);
            if (union != ContextSelection.All && selections.Exists(selection => selection.FollowsLink(found)))
                found = ContextScan.Read(root, matcher, ContextSelection.All, fingerprints.Of(root), cancellationToken);
            files[group.Key] = found;
        }

        files.TryAdd(MainContext, []);
        return files;
    }

    private static bool LeadsThroughLink(string root, string path)
    {
        var current = root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (GoMatch.HasWildcard(part))
                return false;
            current = Path.Combine(current, part);
            if (new FileInfo(current).LinkTarget is not null)
                return true;
        }

        return false;
    }

    private LedgerStep Complete(LedgerStep step, Dictionary<string, IReadOnlyList<LedgerFile>> files)
    {
        if (step.Context is null)
            return step with { Own = Own(step, "") };
        var selection = new ContextSelection(step.Paths, step.Excludes);
        var all = files[step.Context];
        var digest = DigestOf(selection.SelectNamed(all), withFolderModes: false);
        return step with
        {
            HiddenFile = all.Any(file => file.IsHidden) ? selection.Select(all).FirstOrDefault(file => file.IsHidden)?.Path : null,
            Files = digest,
            Own = Own(step, digest),
            Uncertain = step.Uncertain
                ?? (selection.IsUncertain ? $"a pattern of {step.Keyword} can't be read" : null)
                ?? (all.Any(file => file.IsUnreadable) && selection.Select(all).FirstOrDefault(file => file.IsUnreadable) is { } unreadable
                    ? $"{unreadable.Path} can't be read" : null),
        };
    }

    // BuildKit doesn't notice a change of a directory's permissions alone.
    private static string DigestOf(IEnumerable<LedgerFile> files, bool withFolderModes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var used = 0;
        foreach (var file in files)
        {
            var most = Encoding.UTF8.GetMaxByteCount(file.Path.Length + file.Digest.Length) + 8;
            if (used + most > buffer.Length)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
            }

            if (most > buffer.Length)
                buffer = new byte[most];
            used += Encoding.UTF8.GetBytes(file.Path, buffer.AsSpan(used));
            buffer[used++] = 0;
            buffer[used++] = (byte)file.Kind;
            BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(used), file.Kind == 'd' && !withFolderModes ? 0 : file.Mode);
            used += sizeof(uint);
            used += Encoding.UTF8.GetBytes(file.Digest, buffer.AsSpan(used));
            buffer[used++] = (byte)'\n';
        }

        hash.AppendData(buffer, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private string Own(LedgerStep step, string files)
    {
        var inputs = step.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key}={input.Value}");
        // An ADD that unpacks nothing is a COPY.
        var keyword = step.Keyword == "ADD" ? "COPY" : step.Keyword;
        // The key of copied files doesn't contain the platform.
        var platform = keyword == "RUN" ? step.ForeignPlatform ?? "" : "";
        return key.Digest(string.Join('\n', [keyword, platform, files, .. step.Images, .. inputs]));
    }

    private Dictionary<string, string> SkipInputs(
        byte[] dockerfile,
        ImmutableSortedDictionary<string, string> arguments,
        List<LedgerStep> steps,
        Dictionary<string, IReadOnlyList<LedgerFile>> files)
    {
        // The steps of several platforms read the same files.
        var read = steps.Where(step => step.Context is not null).Select(step =>
        {
            var selection = new ContextSelection(step.Paths, step.Excludes);
            var all = files[step.Context!];
            return selection.IsUncertain
                ? $"{step.Context}={DigestOf(all, withFolderModes: true)}"
                : $"{step.Context}={step.Files}{DigestOf(selection.SelectNamed(all).Where(file => file.Kind == 'd'), withFolderModes: true)}";
        }).Distinct(StringComparer.Ordinal);

        // Neither the display of the progress nor an imported cache changes the image.
        var command = settings with { Progress = null, MetadataFile = null, CacheFrom = null, OnLine = null, Versions = null };
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ChangedInputs.Dockerfile] = key.Digest(dockerfile),
            [ChangedInputs.Files] = key.Digest(string.Join('\n', read)),
        };
        foreach (var (name, value) in arguments)
            inputs[$"build argument {name}"] = key.Digest(value);
        foreach (var (id, digest) in SecretDigests.Of(settings, key))
            inputs[$"secret {id}"] = digest;
        foreach (var name in s_variables)
            inputs[$"environment variable {name}"] = key.Digest(settings.Variable(name) ?? "");
        inputs[ChangedInputs.Settings] = key.Digest($"{string.Join('\0', command.ToArguments().Values)}\n{settings.ToolPath}");
        if (facts is { Text.Length: > 0 })
            inputs[ChangedInputs.Project] = key.Digest(facts.Text);
        return inputs;
    }
}
