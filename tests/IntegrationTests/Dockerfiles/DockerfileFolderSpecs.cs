using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace IntegrationTests.Dockerfiles;

/// <summary>
/// Compares parser, linter and fixer with BuildKit on a folder of Dockerfiles: by default this repository's own, see <see cref="DockerfileFolder"/>.
/// </summary>
[Category("Dockerfiles")]
[Category("DockerfileFolder")]
public sealed class DockerfileFolderSpecs
{
    private string _folder = null!;
    private DockerfileMirror _mirror = null!;
    private LintContext _context = null!;
    private IReadOnlyList<(string Name, string Text)> _files = null!;
    private IReadOnlyList<DockerfileCheck> _checks = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _files = DockerfileFolder.Read();
        var connection = await TestEngine.ConnectAsync();
        _folder = Directory.CreateTempSubdirectory("dockerfiles-").FullName;
        _mirror = new DockerfileMirror(connection, _folder);
        _checks = await _mirror.CheckAsync([.. _files.Select(file => DockerfileImages.Without(file.Text))]);
        // The usual files of a Python service: without them the fixes that move code would change nothing.
        var context = Directory.CreateDirectory(Path.Combine(_folder, "context")).FullName;
        string[] projectFiles =
        [
            "requirements.txt", "requirements-dev.txt", "pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock", "Pipfile", "Pipfile.lock",
        ];
        foreach (var file in projectFiles)
            await File.WriteAllTextAsync(Path.Combine(context, file), "");
        _context = LintContext.Of(Path.Combine(context, "Dockerfile"), context);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void They_are_judged_as_BuildKit_judges_them()
    {
        var verdicts = _files.Zip(_checks, (file, check) => (file.Name, Verdict: DockerfileVerdict.Of(DockerfileImages.Without(file.Text), check))).ToArray();
        var excused = verdicts.Where(file => file.Verdict.Excuse is not null).Select(file => $"{file.Name}: {file.Verdict.Excuse}").ToArray();
        var different = verdicts.Where(file => file.Verdict.Difference is not null).Select(file => $"{file.Name}: {file.Verdict.Difference}").ToArray();

        var refused = _checks.Count(check => check.Error is not null);
        Say(
            $"{_files.Count} Dockerfiles, {refused} refused by BuildKit, {different.Length} judged otherwise, {excused.Length} without a verdict",
            excused);

        Assert.That(different, Is.Empty);
        // Nothing is fetched here: the Dockerfiles without a verdict need the labs channel.
        Assert.That(excused.Where(line => line.Contains("failed to", StringComparison.Ordinal)), Is.Empty);
        Assert.That(excused, Has.Length.LessThanOrEqualTo((_files.Count / 50) + 1));
    }

    [Test]
    public async Task Stages_arguments_and_secrets_are_those_that_BuildKit_sees()
    {
        var texts = _files.Zip(_checks)
            .Where(pair => pair.Second.Error is null)
            .Select(pair => (pair.First.Name, Text: DockerfileImages.Without(pair.First.Text)))
            .ToArray();

        var targets = await _mirror.TargetsAsync([.. texts.Select(file => file.Text)]);
        var outlines = await _mirror.OutlinesAsync([.. texts.Select(file => file.Text)]);

        var differences =
            from file in texts.Index()
            from difference in Unlike(Dockerfile.Parse(file.Item.Text), targets[file.Index], outlines[file.Index])
            select $"{file.Item.Name}: {difference}";
        Assert.That(differences, Is.Empty);
        var arguments = outlines.Sum(outline => outline.Arguments.Count);
        var secrets = outlines.Sum(outline => outline.Secrets.Count + outline.Ssh.Count);
        Say($"{arguments} arguments and {secrets} secrets in {texts.Length} Dockerfiles", []);
    }

    [Test]
    public void Every_finding_has_its_place_in_the_file()
    {
        var reports = Readable().Select(file => (file.Name, file.Dockerfile, Report: Lint(file.Dockerfile, file.Check))).ToArray();

        Say(
            "Findings",
            reports.SelectMany(file => file.Report.Findings)
                .CountBy(finding => finding.Rule.Id)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => $"{rule.Key}: {rule.Value}"));

        Assert.That(
            reports.SelectMany(file => file.Report.Findings.Where(finding => !IsWithin(file.Dockerfile, finding)).Select(finding => $"{file.Name}: {finding}")),
            Is.Empty);
        Assert.DoesNotThrow(() => SarifWriter.Write(LintReport.Merge(reports.Select(file => file.Report))));

        LintReport Lint(Dockerfile dockerfile, DockerfileCheck check) =>
            DockerfileLinter.Lint(dockerfile, _context with { Checks = check.ToBuildCheckResult() });
    }

    [Test]
    public async Task Fixes_stay_and_leave_a_Dockerfile_that_builds()
    {
        var fixes = Readable()
            .Select(file => (file.Name, file.Check, Report: DockerfileFixer.Fix(file.Dockerfile.Text, file.Name, _context)))
            .Where(file => file.Report.Changed)
            .ToArray();

        var after = await _mirror.CheckAsync([.. fixes.Select(file => DockerfileImages.Without(file.Report.After))]);

        Say(
            $"{fixes.Length} Dockerfiles changed",
            fixes.SelectMany(file => file.Report.Fixes)
                .CountBy(fix => fix.Rule.Id)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => $"{rule.Key}: {rule.Value}"));
        if (Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FIXES") is { Length: > 0 } diff)
            await File.WriteAllTextAsync(diff, string.Join("\n", fixes.Select(fix => Describe(fix.Report))));

        Assert.That(
            fixes.Zip(after).SelectMany(pair => Worse(pair.First.Report, pair.First.Check, pair.Second).Select(what => $"{pair.First.Name}: {what}")),
            Is.Empty);

        static string Describe(FixReport report) =>
            $"{string.Concat(report.Fixes.Select(fix => $"# {fix.Rule.Id} {fix.Description}\n"))}{report.ToDiff()}";
    }

    private static IEnumerable<string> Unlike(Dockerfile ours, IReadOnlyList<DockerfileTarget> targets, DockerfileOutline outline)
    {
        if (!ours.Stages.Select(stage => stage.Name).SequenceEqual(targets.Select(target => target.Name)))
            yield return $"stages {string.Join(", ", targets.Select(target => target.Name))}, not {string.Join(", ", ours.Stages.Select(stage => stage.Name))}";
        foreach (var argument in outline.Arguments.Where(argument => argument.Lines is not null))
        {
            var values = ours.Instructions.OfType<ArgInstruction>()
                .Where(arg => arg.Lines.First <= argument.Lines!.First && arg.Lines.Last >= argument.Lines.Last)
                .SelectMany(arg => arg.Assignments)
                .Where(assignment => assignment.Name == argument.Name)
                .ToArray();
            if (!values.Any(assignment => (assignment.Expanded ?? "") == (argument.Value ?? "")))
                yield return $"ARG {argument.Name} is '{argument.Value}', not '{string.Join("', '", values.Select(value => value.Expanded))}'";
        }

        var mounts = ours.Instructions.OfType<RunInstruction>().SelectMany(run => run.Mounts).ToArray();
        foreach (var secret in outline.Secrets.Where(secret => !mounts.OfType<SecretRunMount>().Any(mount => mount.Id == secret.Name)))
            yield return $"secret {secret.Name} is missing";
        foreach (var ssh in outline.Ssh.Where(ssh => !mounts.OfType<SshRunMount>().Any(mount => mount.Id == ssh.Name)))
            yield return $"ssh {ssh.Name} is missing";
    }

    private static bool IsWithin(Dockerfile dockerfile, LintFinding finding)
    {
        var count = dockerfile.Text.Count(character => character == '\n') + 1;
        var inLines = finding.Lines is { } lines && lines.First >= 1 && lines.Last >= lines.First && lines.Last <= count;
        var inText = finding.Span is not { } span || (span.Start >= 0 && span.Length >= 0 && span.End <= dockerfile.Text.Length);
        return (inLines || finding.Rule.Name == "WouldFail") && inText;
    }

    private IEnumerable<string> Worse(FixReport report, DockerfileCheck before, DockerfileCheck after)
    {
        var (old, changed) = (Dockerfile.Parse(report.Before), Dockerfile.Parse(report.After));
        if (DockerfileFixer.Fix(report.After, report.Path, _context) is { Changed: true } again)
            yield return $"a second run changes it again: {again.ToDiff()}";
        if (before.Error is null && after.Error is not null)
            yield return $"BuildKit refuses it now: {after.Error}";
        foreach (var rule in More(Rules(before, report.Before), Rules(after, report.After)))
            yield return $"BuildKit finds more of {rule}";
        foreach (var rule in More(Rules(old), Rules(changed)))
            yield return $"the linter finds more of {rule}:\n{report.ToDiff()}";
        foreach (var comment in More(changed.Comments.Select(comment => comment.Text), old.Comments.Select(comment => comment.Text)))
            yield return $"a comment is gone: {comment}";
        if (!HasBareLineFeed(report.Before) && HasBareLineFeed(report.After))
            yield return "its line ends are mixed now";

        static bool HasBareLineFeed(string text) =>
            text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal);
    }

    private static IEnumerable<string> Rules(DockerfileCheck check, string text) =>
        Rules(check.Findings.Select(finding => (finding.Rule, finding.Lines)), text);

    private IEnumerable<string> Rules(Dockerfile dockerfile) =>
        Rules(DockerfileLinter.Lint(dockerfile, _context).Findings.Select(finding => (finding.Rule.Id, finding.Lines)), dockerfile.Text);

    // The two halves of a split stage begin alike, so a finding there is reported twice. It counts once.
    private static IEnumerable<string> Rules(IEnumerable<(string Rule, DockerfileLines? Lines)> findings, string text)
    {
        var lines = text.Split('\n');
        return findings.Select(finding => (finding.Rule, Text: TextOf(finding.Lines))).Distinct().Select(finding => finding.Rule);

        string TextOf(DockerfileLines? at) =>
            at is { First: > 0 } ? string.Join('\n', lines[(at.First - 1)..Math.Min(at.Last, lines.Length)]).Split(" AS ")[0] : "";
    }

    /// <summary>Finds the items that the second has more often than the first.</summary>
    private static IEnumerable<string> More(IEnumerable<string> first, IEnumerable<string> second)
    {
        var counts = first.CountBy(item => item).ToDictionary(item => item.Key, item => item.Value);
        return second.CountBy(item => item).Where(item => item.Value > counts.GetValueOrDefault(item.Key)).Select(item => item.Key);
    }

    private IEnumerable<(string Name, Dockerfile Dockerfile, DockerfileCheck Check)> Readable()
    {
        foreach (var ((name, text), check) in _files.Zip(_checks))
        {
            if (Read(text) is { } dockerfile)
                yield return (name, dockerfile, check);
        }
    }

    private static Dockerfile? Read(string text)
    {
        try
        {
            return Dockerfile.Parse(text);
        }
        catch (DockerfileParseException)
        {
            return null;
        }
    }

    private static void Say(string head, IEnumerable<string> lines) => TestContext.Out.WriteLine(string.Join("\n  ", [head, .. lines]));
}
