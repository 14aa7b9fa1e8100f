using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Internal;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class BuildReportJsonSpecs
{
    private string _folder = "";

    private static readonly BuildReport Full = new()
    {
        Image = "acme/bot",
        Tags = ["a:1", "b:2"],
        Started = new DateTimeOffset(2026, 11, 21, 22, 1, 0, TimeSpan.FromHours(1)),
        Seconds = 1.5,
        ExitCode = 13,
        Fault = "größer & \"quoted\"",
        HitRate = 0.25,
        SavedSeconds = 3.5,
        ContextBytes = 12,
        Result = new ImageReport { Digest = "sha256:a", ConfigDigest = "sha256:b", Bytes = 3 },
        Steps =
        [
            new StepReport
            {
                Stage = "s",
                Platform = "linux/amd64",
                Number = 1,
                Of = 2,
                Instruction = "RUN a && b",
                Result = StepResult.CacheLost,
                Seconds = 0.5,
                Start = 0.25,
                Critical = true,
                Bytes = 7,
                Error = "e",
                CacheError = "c",
                BaseImage = true,
                Past = [new PastRun(1, 2.5), new PastRun(3, 2)],
            },
        ],
        Cache = new CacheReport { From = ["type=local,src=c"], To = ["type=local,dest=c", "type=inline"], Reason = "local folder \"c\"" },
        Causes =
        [
            new StepCause
            {
                Stage = "s",
                Platform = "linux/amd64",
                Number = 1,
                Of = 2,
                Instruction = "RUN a && b",
                Kind = CauseKind.FileContent,
                Sentence = "app/main.py changed",
                Details = ["app/main.py"],
                Advice = "Copy requirements.txt first.",
                Seconds = 1,
                Followers = 2,
                FollowerSeconds = 3,
            },
        ],
        Work = [new WorkReport { Kind = VertexKind.Export, Name = "exporting to image", Start = 1, Seconds = 2, Bytes = 3, Critical = true }],
        Context = new ContextReport { Files = 2, Bytes = 3, Parts = [new ContextPart("app/", 1, 2), new ContextPart("a", 1, 1)] },
        Layers =
        [
            new LayerReport { Instruction = "base", Bytes = 1, Base = true },
            new LayerReport { Instruction = "RUN a", Bytes = 2, Digest = "sha256:d", Change = LayerChange.Changed, BytesBefore = 1 },
        ],
        History =
        [
            new PastBuild { Number = 1, Started = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), Seconds = 9, Cached = 1, Ran = 3, ImageBytes = 4 },
            new PastBuild { Number = 2, ExitCode = 1, ContextBytes = 5 },
        ],
        CacheImports = [new CacheTransfer { Place = "p", Succeeded = true, Error = "e", Seconds = 1, Bytes = 2 }],
        CacheExports = [new CacheTransfer { Place = "q", Seconds = 2 }],
        CacheManifestDigest = "sha256:c",
        Attempts =
        [
            new BuildAttempt { Seconds = 1, Fault = "f" },
            new BuildAttempt { Rung = RecoveryRung.WithoutImport, Reason = "r", Start = 1.5, Seconds = 2 },
        ],
        Checks = [new CheckWarning("m", "f", 3, "u"), new CheckWarning("n")],
        Notes = ["note"],
        Command = "docker",
        Builder = "default",
        Engine = "dockerd",
    };

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("reports").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_written_by_hand_is_what_the_serializer_would_write()
    {
        var written = JsonNode.Parse(BuildReportWriter.ToJson(Full))!;

        var expected = JsonSerializer.SerializeToNode(Full, ReportJsonContext.Default.BuildReport)!;
        RemoveNulls(expected);
        Assert.That(written.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
    }

    [Test]
    public void A_report_that_is_read_and_written_again_is_the_same()
    {
        var written = BuildReportWriter.ToJson(Full);

        var again = BuildReportWriter.ToJson(BuildReportReader.Parse(written));

        Assert.That(again, Is.EqualTo(written));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void The_report_of_any_recording_survives_a_round_trip(string name)
    {
        var path = Path.Combine(_folder, "deep", "report.json");
        var report = ReportOf.Recorded(name);

        BuildReportWriter.Write(report, path);

        Assert.That(BuildReportWriter.ToJson(BuildReportReader.Read(path)), Is.EqualTo(BuildReportWriter.ToJson(report)));
    }

    [Test]
    public void A_report_with_everything_has_the_form_of_the_schema() => AssertValid(Full);

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void The_report_of_any_recording_has_the_form_of_the_schema(string name) => AssertValid(ReportOf.Recorded(name));

    [Test]
    public void No_temporary_file_is_left()
    {
        BuildReportWriter.Write(Full, Path.Combine(_folder, "report.json"));
        BuildReportWriter.Write(Full with { ExitCode = 0 }, Path.Combine(_folder, "report.json"));

        Assert.That(Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName), Is.EqualTo(["report.json"]));
    }

    [Test]
    public void A_write_that_fails_leaves_nothing()
    {
        var path = Path.Combine(_folder, "report.json");
        Directory.CreateDirectory(path);

        Assert.That(() => BuildReportWriter.Write(Full, path), Throws.InstanceOf<Exception>());

        Assert.That(Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName), Is.EqualTo(["report.json"]));
    }

    [TestCase("null", "is null")]
    [TestCase("{", "not a build report")]
    [TestCase("[]", "not a build report")]
    [TestCase("{}", "not a build report")]
    [TestCase("""{"image":"a","schema":99}""", "newer version (schema 99")]
    public void What_is_no_report_is_refused_by_name(string json, string message)
    {
        var path = Path.Combine(_folder, "report.json");
        File.WriteAllText(path, json);

        Assert.That(() => BuildReportReader.Read(path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(path).And.Message.Contains(message));
    }

    private static void AssertValid(BuildReport report)
    {
        // With a registry of its own, because every schema of a registry has another name.
        var schema = JsonSchema.FromFile(
            Path.Combine(TestContext.CurrentContext.TestDirectory, "report.schema.json"), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
        using var written = JsonDocument.Parse(BuildReportWriter.ToJson(report));

        var result = schema.Evaluate(written.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        var errors = (result.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        Assert.That(result.IsValid, Is.True, string.Join('\n', errors));
    }

    private static void RemoveNulls(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RemoveNulls(item!);
        }
        else if (node is JsonObject members)
        {
            foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
                members.Remove(name);
            foreach (var member in members)
                RemoveNulls(member.Value!);
        }
    }
}
