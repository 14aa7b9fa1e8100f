using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Lints the images' Dockerfiles and reports the findings in the log, as files and as annotations.</summary>
internal sealed class ImageLint(IDockerLint build)
{
    /// <summary>True if BuildKit's checks could not run for a Dockerfile.</summary>
    public bool ChecksDidNotRun { get; private set; }

    public async Task<LintReport> RunAsync(CancellationToken cancellationToken)
    {
        var reports = new List<LintReport>();
        foreach (var (image, path, context) in ImageDockerfiles.Of(build))
            reports.Add(DockerfileLinter.LintFile(path, context with { Checks = await ChecksAsync(image, path, context, cancellationToken) }));

        var report = LintReport.Merge(reports);
        string root = build.RootDirectory;
        var findings = report.Findings.Select(finding => finding with { Path = Path.GetRelativePath(root, finding.Path) });
        foreach (var line in LintText.Lines(report with { Findings = [.. findings] }))
            Log.Information("{Line:l}", line);
        var page = Page(report);
        ReportOutput.Write(build.DockerReportsDirectory / "lint.sarif", path => AtomicFile.WriteText(SarifWriter.Write(report, root, page), path));
        Annotate(report, root);
        JsonOutput.Write(build, nameof(IDockerLint.DockerLint), LintDocument.Of(report, root), JsonDocuments.Default.LintDocument);
        return report;
    }

    // Packages that were created without a repository address contain the page.
    private string? Page(LintReport report)
    {
        if (!report.Findings.Concat(report.Suppressed).Any(finding => finding.Rule.Url is null && LintRules.All.Contains(finding.Rule)))
            return null;
        var page = build.DockerReportsDirectory / "lint.rules.md";
        if (!ReportOutput.Write(page, path => AtomicFile.WriteText(LintRules.Page, path)))
            return null;
        Log.Information("The rules are explained in {Page:l}", Path.GetRelativePath(build.RootDirectory, page));
        return page;
    }

    // Lines for a CI server are printed unchanged to standard output; log lines begin with a time.
    private void Annotate(LintReport report, string root)
    {
        if (EnvironmentInfo.GetVariable("GITHUB_ACTIONS") == "true")
        {
            foreach (var finding in report.Findings)
                Console.WriteLine(LintAnnotations.GitHub(finding, root));
        }

        if (EnvironmentInfo.GetVariable("TF_BUILD") is not null)
        {
            foreach (var finding in report.Findings)
                Console.WriteLine(LintAnnotations.Azure(finding, root));
        }

        if (EnvironmentInfo.GetVariable("GITLAB_CI") is not null)
        {
            ReportOutput.Write(
                build.DockerReportsDirectory / "lint.codequality.json", path => AtomicFile.WriteText(GitLabCodeQuality.Write(report, root), path));
        }
    }

    // The rules of this library need neither engine nor network: a failure of the checks is reported, and fails the target only if asked to.
    private async Task<BuildCheckResult?> ChecksAsync(DockerImage image, string path, LintContext context, CancellationToken cancellationToken)
    {
        var mode = build.DockerLintChecks ?? LintChecks.Auto;
        // Docker would wait for the writer of a named pipe; the library reports an empty file.
        if (new FileInfo(path) is { Exists: true, Length: 0 } || (context.IgnoreFile is { } ignoreFile && FileContent.IsPipe(ignoreFile)))
            return null;
        if (mode == LintChecks.Off || context.Directory is null || (mode == LintChecks.Auto && build is not IHazDockerEngine))
            return null;
        BuildCheckResult? checks = null;
        DockerException? failure = null;
        try
        {
            checks = await RunChecksAsync(image, path, context, cancellationToken);
        }
        catch (DockerException notRun) when (notRun is not InvalidSettingException)
        {
            failure = notRun;
        }

        var reason = failure?.Message ?? (checks is { Unreachable: true } ? checks.Error : null);
        if (reason is null)
            return checks;
        var message = $"{Path.GetRelativePath(build.RootDirectory, path)}: BuildKit's checks did not run: {UnreachableHost.Shorten(reason.Trim())}";
        if (mode == LintChecks.Required)
        {
            var end = message.EndsWith('.') ? "" : ".";
            throw new DockerException(failure?.Kind ?? DockerFaultKind.ToolFailed, $"{message}{end} '--lint-checks auto' lints without them.", failure);
        }

        // A warning would be printed twice, here and at the end of the build.
        Log.Information("{Message:l}", message);
        ChecksDidNotRun = true;
        return checks is null ? null : checks with { Error = null };
    }

    private async Task<BuildCheckResult?> RunChecksAsync(DockerImage image, string path, LintContext context, CancellationToken cancellationToken)
    {
        var engine = build as IHazDockerEngine
            ?? throw new InvalidSettingException(
                "--lint-checks", "BuildKit's checks need an engine; add IDockerBuild or IHazDockerEngine to the build class, or leave it out");
        var connection = await EngineSession.Of(engine).ConnectAsync(cancellationToken);
        // The base image may be one of the build arguments.
        var arguments = build is IDockerBuild images ? ImageSettings.BuildArguments(image, images) : null;
        var settings = new BuildxBuildSettings { BuildArg = arguments }
            .SetFile(path)
            .SetTarget(image.Target)
            .SetContext(context.Directory)
            .SetWorkingDirectory(context.Directory)
            .UseEngine(connection);
        return (await BuildxTasks.BuildxBuildCheckAnswerAsync(settings, cancellationToken)).ToBuildCheckResult();
    }
}
