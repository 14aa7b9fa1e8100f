using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Checks before a process starts. Each check throws the exception that the build would fail with, earlier and with more help.</summary>
public static class Preflight
{
    /// <summary>The reader of compose files.</summary>
    internal const string Compose = "docker compose";

    /// <summary>The reader of bake files.</summary>
    internal const string Bake = "docker buildx bake";

    private const int NamesShown = 8;

    /// <summary>Requires the build context to be an existing folder. URLs, archives and <c>-</c> are not checked.</summary>
    /// <exception cref="DockerBuildException">The folder does not exist, or is a file (<see cref="DockerFaultKind.ContextMissing"/>).</exception>
    public static void RequireContext(string context)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        if (!BuildContexts.IsFolder(context) || Directory.Exists(context))
            return;
        var parent = Path.GetDirectoryName(Path.GetFullPath(context));
        var names = Directory.Exists(parent) ? Directory.EnumerateDirectories(parent).Select(folder => Path.GetFileName(folder)) : [];
        throw new DockerBuildException(new DockerFault
        {
            Kind = DockerFaultKind.ContextMissing,
            Cause = File.Exists(context) ? $"The build context {context} is a file, not a folder." : $"The build context {context} does not exist.",
            File = context,
            Cure = $"Correct the image's context. {Suggest(Path.GetFileName(Path.TrimEndingDirectorySeparator(context)), names)}".TrimEnd(),
        });
    }

    /// <summary>Requires the Dockerfile to exist.</summary>
    /// <param name="path">The file; BuildKit's default is <c>Dockerfile</c> in the context.</param>
    /// <exception cref="DockerBuildException">
    /// The file does not exist (<see cref="DockerFaultKind.DockerfileMissing"/>). The message suggests similar names in its folder.
    /// </exception>
    public static void RequireDockerfile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
            return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw Missing(path, $"The folder of the Dockerfile, {folder}, does not exist.", "Correct the path of the Dockerfile.");
        var names = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).ToList();
        var offered = names.Where(IsLikeDockerfile)
            .Concat(NearestNames.Of(Path.GetFileName(path), names))
            .Where(name => !name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Take(NamesShown)
            .ToList();
        throw Missing(
            path,
            $"There is no {Path.GetFileName(path)} in {folder}.",
            offered.Count == 0
                ? "Create it, or correct the path of the Dockerfile."
                : $"The folder contains {string.Join(", ", offered)}: set it as the Dockerfile of the image, or rename it.");
    }

    /// <summary>
    /// Requires the files that a build reads as text to be in an encoding that their readers understand. BuildKit blames itself, or reads no line of a file.
    /// </summary>
    /// <param name="dockerfile">The Dockerfile; <c>null</c> if it isn't a file.</param>
    /// <param name="context">The folder of the context; <c>null</c> if it isn't local.</param>
    /// <param name="print">Called for each fault that docker ignores: a letter that is replaced, a pattern that matches nothing, a requirements file.</param>
    /// <exception cref="DockerBuildException">
    /// The Dockerfile or the ignore file is in UTF-16 or UTF-32, or a step isn't in UTF-8 (<see cref="DockerFaultKind.DockerfileSyntax"/>).
    /// </exception>
    internal static void RequireEncoding(string? dockerfile, string? context, Action<ProgressLevel, string>? print)
    {
        if (dockerfile is not null && TextEncoding.WideOfFile(dockerfile) is { } wide)
            throw Misread(dockerfile, null, $"{dockerfile} is in {wide}, but docker reads only UTF-8.");
        var ignoreFile = context is null ? null : DockerignoreFile.Locate(context, dockerfile);
        if (new[] { dockerfile, ignoreFile }.FirstOrDefault(file => file is not null && FileContent.IsPipe(file)) is { } pipe)
            throw Unreadable(pipe);
        if (ignoreFile is not null && TextEncoding.WideOfFile(ignoreFile) is { } wideIgnore)
            throw Misread(ignoreFile, null, $"{ignoreFile} is in {wideIgnore}, but docker reads only UTF-8.");
        foreach (var fault in FileEncodings.OfIgnoreFile(ignoreFile))
            print?.Invoke(ProgressLevel.Warning, fault.ToString());
        if (dockerfile is null)
            return;
        foreach (var fault in Faults(dockerfile, context))
        {
            if (fault.Fails && fault.File == dockerfile)
                throw Misread(dockerfile, fault.Line, $"{dockerfile} is not in UTF-8: line {fault.Line} has a letter in another encoding, such as Latin-1.");
            print?.Invoke(ProgressLevel.Warning, fault.ToString());
        }
    }

    /// <summary>Requires a file that docker compose or bake reads to be in an encoding that it reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">The command that reads it.</param>
    /// <exception cref="DockerBuildException">The file is in another encoding (<see cref="DockerFaultKind.DockerfileSyntax"/>).</exception>
    internal static void RequireEncodingFor(string path, string reader)
    {
        var bytes = File.ReadAllBytes(path);
        // YAML may be in UTF-16 with a byte order mark; compose reads JSON as YAML, and bake as HCL.
        var extension = Path.GetExtension(path);
        var isYaml = extension is ".yaml" or ".yml" || (extension == ".json" && reader == Compose);
        if ((isYaml && bytes is [0xFF, 0xFE, not 0, ..] or [0xFE, 0xFF, ..]) || TextEncoding.Problem(bytes) is not { } problem)
            return;
        throw Misread(path, TextEncoding.Wide(bytes) is null ? TextEncoding.InvalidLine(bytes) : null, $"{path} {problem}, which {reader} can't read.");
    }

    private static IEnumerable<EncodingFault> Faults(string dockerfile, string? context)
    {
        try
        {
            var file = Dockerfile.Read(dockerfile);
            var lint = new LintContext { Directory = context };
            return [.. FileEncodings.OfDockerfile(file), .. FileEncodings.OfRequirements(new LintSubject(file, lint))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DockerException)
        {
            // The build reports it.
            return [];
        }
    }

    private static DockerBuildException Unreadable(string path) => new(new DockerFault
    {
        Kind = DockerFaultKind.DockerfileSyntax,
        Cause = $"{path} is a named pipe or a device, not a file. Docker would wait without end for a program that writes to it.",
        File = path,
        Cure = "Delete it, and write a file.",
    });

    /// <summary>Requires that BuildKit can read the Dockerfile, and that the context has the files that it copies. For a build that is not started.</summary>
    /// <param name="settings">The build. Only local files are checked.</param>
    /// <exception cref="DockerBuildException">The build would fail before its first step, or in a <c>COPY</c>.</exception>
    /// <exception cref="DockerfileParseException">BuildKit can't read the Dockerfile.</exception>
    internal static void RequireInputs(BuildxBuildSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.ContextFolder() is { } folder)
            RequireContext(folder);
        if (settings.DockerfilePath() is not { } path)
            return;
        RequireDockerfile(path);
        RequireEncoding(path, settings.ContextFolder(), print: null);
        var context = LintContext.Of(path, settings.ContextFolder()) with { Target = settings.Target };
        var subject = new LintSubject(Dockerfile.Read(path, settings.ArgumentValues()), context);
        // A named context replaces a stage, and everything that only this stage needs.
        if (settings.BuildContext?.Exists(named => subject.Dockerfile.Stage(named.Name) is not null) == true)
            return;
        if (subject.Dockerfile.Problems.FirstOrDefault(problem => settings.Target is null || problem.Lines is null) is { } problem)
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.DockerfileSyntax,
                Cause = $"{path}: {problem}.",
                File = path,
                Line = problem.Lines?.First,
                Cure = "Correct the line.",
            });
        }

        if (context.IgnoreProblem is { } ignore)
            throw ignore;
        var missing = ContextSources.Absent(subject).Concat(ContextSources.Ignored(subject).Select(found => (found.Instruction, found.Path)))
            .FirstOrDefault();
        if (missing.Path is null)
            return;
        throw new DockerBuildException(new FaultFiles(settings.ContextFolder(), path).Explain(new DockerFault
        {
            Kind = DockerFaultKind.MissingContextFile,
            Cause = $"The build context has no {missing.Path}.",
            File = path,
            Line = missing.Instruction.Lines.First,
            Instruction = subject.Dockerfile.TextOf(missing.Instruction.Span),
            Cure = "Check whether the file exists in the context, whether its case is correct, and whether .dockerignore excludes it.",
        }));
    }

    private static DockerBuildException Misread(string path, int? line, string cause) => new(new DockerFault
    {
        Kind = DockerFaultKind.DockerfileSyntax,
        Cause = cause,
        File = path,
        Line = line,
        Cure = $"{TextEncoding.Cure}.",
    });

    /// <summary>
    /// Requires the folder of an exported cache to be writable. It creates the folder and writes a file, because only that detects read-only mounts and
    /// access control lists.
    /// </summary>
    /// <exception cref="DockerBuildException">
    /// The folder cannot be written (<see cref="DockerFaultKind.CacheUnwritable"/>), or the disk is full (<see cref="DockerFaultKind.DiskFull"/>).
    /// </exception>
    public static void RequireWritableCache(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var unique = Guid.NewGuid().ToByteArray();
        // Digits only, by which a sweep recognizes the files of builds that were killed. The name is unique even in one process.
        var probe = Path.Combine(folder, $".probe-{new UInt128(BitConverter.ToUInt64(unique, 0), BitConverter.ToUInt64(unique, 8))}");
        try
        {
            Directory.CreateDirectory(folder);
            // One block: an empty file can be created even on a full disk.
            File.WriteAllBytes(probe, new byte[4096]);
        }
        catch (IOException exception) when (DiskErrors.IsDiskFull(exception))
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.DiskFull,
                Cause = $"The disk of the cache folder {folder} is full.",
                File = folder,
                Cure = "Free disk space, or choose a folder on another disk.",
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DockerBuildException(new DockerFault
            {
                Kind = DockerFaultKind.CacheUnwritable,
                Cause = $"The cache folder {folder} cannot be written: {exception.Message}",
                File = folder,
                Cure = "Choose another folder for the cache, or make this one writable for the user who runs the build.",
            });
        }
        finally
        {
            DiskErrors.TryDelete(probe);
        }
    }

    private static bool IsLikeDockerfile(string name) =>
        name.Contains("dockerfile", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase);

    private static DockerBuildException Missing(string path, string cause, string cure) =>
        new(new DockerFault { Kind = DockerFaultKind.DockerfileMissing, Cause = cause, File = path, Cure = cure });

    private static string Suggest(string name, IEnumerable<string> names) =>
        NearestNames.Of(name, names) is { Count: > 0 } near ? $"Did you mean {string.Join(" or ", near)}?" : "";
}
