using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;
using Serilog.Events;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Examines the environment of a build class.</summary>
internal sealed class Examination(IDockerDoctor build)
{
    private const string PlainDaemonConfiguration = "daemon.json";

    /// <exception cref="DockerException">A finding will make builds fail (<see cref="DockerFaultKind.DoctorFoundErrors"/>).</exception>
    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(cancellationToken);
        var found = await DockerDiagnosis.ExamineAsync(scope, cancellationToken);
        foreach (var diagnosis in found)
            Show(diagnosis);
        if (build.DockerDoctorFix && scope.DaemonConfigurationPath is { } path)
            await FixAsync(path, [.. found.SelectMany(diagnosis => diagnosis.Fix)], scope.Connection, cancellationToken);

        JsonOutput.Write(build, nameof(IDockerDoctor.DockerDoctor), new DiagnosesDocument(found), JsonDocuments.Default.DiagnosesDocument);
        Diagnosis[] errors = [.. found.Where(diagnosis => diagnosis.Severity == DiagnosisSeverity.Error)];
        return errors.Length == 0 ? found : throw Failed(errors);
    }

    private static DockerException Failed(Diagnosis[] errors)
    {
        var problems = errors.Length == 1 ? "1 problem" : $"{errors.Length} problems";
        // They have been logged in full.
        var subjects = string.Join(", ", errors.Select(error => error.Subject).Distinct());
        return new(DockerFaultKind.DoctorFoundErrors, $"{problems} will make builds fail: {subjects}. See above.");
    }

    private static void Show(Diagnosis diagnosis)
    {
        var level = diagnosis.Severity switch
        {
            DiagnosisSeverity.Error => LogEventLevel.Error,
            DiagnosisSeverity.Warning => LogEventLevel.Warning,
            _ => LogEventLevel.Information,
        };
        var mark = diagnosis.Severity switch { DiagnosisSeverity.Fine => "✓", DiagnosisSeverity.Hint => "·", _ => "!" };
        Log.Write(level, "{Mark:l} {Subject,-18:l}  {Found:l}", mark, diagnosis.Subject, diagnosis.Found);
        foreach (var line in new[] { diagnosis.Meaning, diagnosis.Cure is null ? null : $"→ {diagnosis.Cure}" }.OfType<string>())
            Log.Write(level, "  {Blank,-18:l}  {Line:l}", "", line);
    }

    private async Task FixAsync(string path, ImmutableArray<DaemonSetting> settings, EngineConnection? connection, CancellationToken cancellationToken)
    {
        if (settings.IsEmpty)
        {
            Log.Information("Nothing in {Path:l} can be fixed without a decision of yours", path);
            return;
        }

        var file = new DaemonFile(path, build.TemporaryDirectory / PlainDaemonConfiguration, connection, "--restart-docker");
        await file.ChangeAsync(settings, dryRun: false, build.RestartDocker, cancellationToken);
    }

    private async Task<DoctorScope> ScopeAsync(CancellationToken cancellationToken)
    {
        UsableHome.Ensure(build);
        var embedded = new EmbeddedEngine(build.DockerEngineDirectory);
        var locator = new EngineLocator(embedded);
        var connection = await locator.FindIfRunningAsync(cancellationToken);
        return new DoctorScope
        {
            Connection = connection,
            NoPrivateEngine = EmbeddedEngine.UnsupportedReason(),
            DaemonConfiguration = connection is { Embedded: true } ? build.DockerEngineDirectory / PlainDaemonConfiguration : null,
            VersionsFile = HostDefaults.VersionsFile(build),
            CacheDirectory = (build as IHazDockerCache)?.DockerCacheDirectory,
            OwnFiles = [.. OwnFiles.Of(build)],
            Images = [.. ((build as IHazDockerImages)?.Images ?? []).Select(Image)],
        };
    }

    private DoctorImage Image(DockerImage image)
    {
        var root = build.RootDirectory.ToString();
        var context = image.Context is { } given ? Path.GetFullPath(given, root) : root;
        return new DoctorImage(
            image.References.FirstOrDefault() ?? image.Name,
            Directory.Exists(context) ? context : null,
            image.Dockerfile is { } dockerfile ? Path.GetFullPath(dockerfile, root) : null);
    }
}
