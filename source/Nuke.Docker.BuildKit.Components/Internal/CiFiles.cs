using System.Reflection;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Scaffolding.Ci;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Changes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Implements <c>DockerCiFiles</c>: plans the CI files of a build class, prints them, and writes them if asked.</summary>
internal sealed class CiFiles(IDockerCiFiles build)
{
    private const string GitHub = "github";
    private const string GitLab = "gitlab";

    private readonly List<FileChange> _changes = [];

    /// <returns>The files that change.</returns>
    /// <exception cref="InvalidSettingException">A service is unknown.</exception>
    public IReadOnlyList<FileChange> Run()
    {
        var services = build.DockerCi.Length > 0 ? build.DockerCi.Select(Known).Distinct().ToList() : [Used()];
        var plan = PlanOf();
        if (services.Contains(GitHub))
        {
            Add(GitHubWorkflow.Path, GitHubWorkflow.Write(plan));
            CompleteWorkflowsOfNuke(plan);
        }
        if (services.Contains(GitLab))
        {
            Add(GitLabPipeline.Path, GitLabPipeline.Write(plan));
            IncludePipeline();
        }

        foreach (var change in _changes)
            Log.Information("{Diff:l}", change.ToDiff(build.RootDirectory).TrimEnd('\n'));
        ReportSecrets(plan, services);
        if (build.DockerApply)
        {
            foreach (var path in FileChanges.Write(_changes))
                Log.Information("Wrote {Path:l}", Path.GetRelativePath(build.RootDirectory, path));
        }
        else if (_changes.Count > 0)
            Log.Information("Nothing was written. --apply writes {Files:l}.", _changes.Count == 1 ? "this file" : $"these {_changes.Count} files");
        if (_changes.Count == 0)
            Log.Information("Nothing is left to do.");
        return _changes;
    }

    private static string Known(string service) => service.ToLowerInvariant() is var known && known is (GitHub or GitLab)
        ? known
        : throw new InvalidSettingException("--docker-ci", $"'{service}' is unknown; use github or gitlab");

    private string Used()
    {
        var root = build.RootDirectory;
        return File.Exists(root / GitLabPipeline.Main) || (SourceOrigin.Read(root)?.Contains("gitlab", StringComparison.OrdinalIgnoreCase) ?? false)
            ? GitLab
            : GitHub;
    }

    private CiPlan PlanOf()
    {
        var images = ImageSelection.Select(build.Images, (build as IDockerBuild)?.DockerImage ?? []);
        var tool = build is INamesCommands;
        var mounts = build is IDockerCacheMounts;
        return new CiPlan
        {
            Build = CommandOf(nameof(IDockerBuild.DockerBuild)),
            ExportMounts = mounts ? CommandOf(nameof(IDockerCacheMounts.DockerCacheMountsExport)) : null,
            ImportMounts = mounts ? CommandOf(nameof(IDockerCacheMounts.DockerCacheMountsImport)) : null,
            Records = [.. RecordsOf()],
            Install = tool ? $"dotnet tool install --global Nuke.Docker.BuildKit.Tool --version {Version}" : null,
            HasGlobalJson = !tool && File.Exists(build.RootDirectory / "global.json"),
            Branch = SourceBranch.Read(build.RootDirectory, _ => null, (build as IHazDockerCache)?.DockerCacheDefaultBranch).Default,
            Reports = build is IHazDockerReports reports
                ? Path.GetRelativePath(build.RootDirectory, reports.DockerReportsDirectory).Replace('\\', '/')
                : "artifacts/docker",
            Platforms = [.. PlatformsOf(images)],
            Registries = [.. RegistriesOf(images)],
            Secrets =
            [
                .. images.SelectMany(image => image.Secrets)
                    .Where(secret => !secret.IsFile && secret.CarriedVariable is null)
                    .Select(secret => secret.Reference)
                    .Distinct(StringComparer.Ordinal),
            ],
        };
    }

    private static string Version =>
        typeof(CiFiles).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // CI machines run Linux, whatever this one runs.
    private string CommandOf(string target) => build is INamesCommands names
        ? $"{names.CommandOf(target)}{names.ImageArguments}"
        : $"./build.sh {target}";

    private IEnumerable<CiFolder> RecordsOf()
    {
        var (root, caches) = (build.RootDirectory, LocalCacheFolder.ForRepository(build.RootDirectory));
        if (build is IHazDockerReports reports && CiFolder.Of("ledger", reports.DockerLedgerDirectory, "*/ledger.json", root, caches) is { } ledger)
            yield return ledger;
        if (build is not IHazDockerCache cache)
            yield break;
        // If this machine can't write the user's cache folder, the default is another one than in CI.
        var isDefault = (string)cache.DockerCacheDirectory == LocalCacheFolder.ForRepository(root, build.TemporaryDirectory / "docker-cache");
        if (CiFolder.Of("history", isDefault ? caches : cache.DockerCacheDirectory, "*.history", root, caches) is { } history)
            yield return history;
    }

    private IEnumerable<CiPlatform> PlatformsOf(IReadOnlyList<DockerImage> images)
    {
        var asked = (build as IDockerBuild)?.DockerPlatform ?? [];
        var platforms = (asked.Length > 0 ? asked : images.SelectMany(image => image.Platforms)).Distinct(StringComparer.Ordinal).ToList();
        // The machine's own platform needs no matrix.
        if (platforms is [] or ["linux/amd64"])
            yield break;
        bool Has(DockerImage image, string platform) => asked.Length > 0 || image.Platforms.IsEmpty || image.Platforms.Contains(platform);
        var differ = images.Any(image => !platforms.TrueForAll(platform => Has(image, platform)));
        foreach (var platform in platforms)
        {
            var names = images.Where(image => Has(image, platform)).Select(image => image.ShortName);
            yield return new CiPlatform(new Platform(platform).ToString(), differ ? [.. names] : []);
        }
    }

    private List<string> RegistriesOf(IReadOnlyList<DockerImage> images)
    {
        var pushes = (build as IDockerBuild)?.DockerPush == true;
        var domains = images.Select(image => ImageReference.Parse(image.Name).Domain).Distinct(StringComparer.Ordinal).ToList();
        // A name without a registry is often that of an image which is never pushed.
        if (!pushes && domains.Contains("docker.io"))
        {
            Log.Information("Images without a registry in their name are built and not pushed. --push pushes them to docker.io.");
            return domains is ["docker.io"] ? [] : throw new InvalidSettingException(
                "--push",
                "some images have a registry in their name and others don't. --push pushes those to docker.io; --image selects images");
        }

        return domains;
    }

    private void Add(string path, string body)
    {
        var (change, kept) = CiFile.Plan(build.RootDirectory / path, body, build.DockerCiOverwrite);
        if (kept)
            Log.Warning("{Path:l} is kept, because it was edited or written by hand. --docker-ci-overwrite replaces it and keeps a copy", path);
        else if (change.Changes)
            _changes.Add(change);
    }

    private void CompleteWorkflowsOfNuke(CiPlan plan)
    {
        var folder = build.RootDirectory / ".github" / "workflows";
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal))
        {
            var text = FileChange.ReadText(path);
            if (_changes.Exists(change => change.Path == path) || !NukeWorkflow.IsOne(text))
                continue;
            var change = FileChange.Of(path, NukeWorkflow.Complete(text, plan));
            if (!change.Changes)
                continue;
            _changes.Add(change);
            Log.Warning("Set AutoGenerate = false in the attribute [GitHubActions] of {Path:l}: otherwise NUKE writes it again without these lines",
                Path.GetRelativePath(build.RootDirectory, path));
        }
    }

    private void IncludePipeline()
    {
        var path = build.RootDirectory / GitLabPipeline.Main;
        if (!File.Exists(path))
            _changes.Add(FileChange.Of(path, GitLabPipeline.Include));
        else if (!FileChange.ReadText(path).Contains(GitLabPipeline.Path, StringComparison.Ordinal))
        {
            Log.Warning(
                "{Path:l} doesn't include the new file. Add:\n{Lines:l}\nIf it has a list of stages, add 'test' to it, the stage of these jobs",
                GitLabPipeline.Main,
                GitLabPipeline.Include.TrimEnd('\n'));
        }
    }

    private static void ReportSecrets(CiPlan plan, List<string> services)
    {
        foreach (var service in services)
        {
            List<string> names =
            [
                .. plan.Registries
                    .Where(registry => registry != (service == GitHub ? "ghcr.io" : "registry.gitlab.com"))
                    .SelectMany(registry => new[] { CiSecrets.UserOf(registry), CiSecrets.PasswordOf(registry) }),
                .. plan.Secrets,
            ];
            if (names.Count > 0)
                Log.Information("Add the secrets {Names:l} in the settings of the repository on {Service:l}", string.Join(", ", names), service);
        }
    }
}
