using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.History;

namespace Pages.Tests;

/// <summary>Reports with everything that a page can show.</summary>
internal static class SampleReports
{
    private static readonly DateTimeOffset s_started = new(2026, 11, 28, 14, 32, 0, TimeSpan.FromHours(1));

    /// <summary>A one-line change of a service: its code is copied again, and the dependencies after it are installed again.</summary>
    public static BuildReport Typical { get; } = WithHistory(new BuildReport
    {
        Image = "acme/bot",
        Tags = ["registry.example.com/acme/bot:latest", "registry.example.com/acme/bot:1.4.2"],
        Started = s_started,
        Seconds = 58.4,
        HitRate = 0.6667,
        ContextBytes = 184_320,
        Engine = "docker 28.5.2",
        Builder = "default",
        Result = new ImageReport { Digest = "sha256:" + new string('c', 64), Bytes = 412_400_000 },
        Steps =
        [
            Step("builder", 1, 6, "FROM docker.io/library/python:3.13-slim@sha256:" + new string('a', 64), StepResult.Cached, 0.6, 0.1, isBase: true),
            Step("builder", 2, 6, "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc libpq-dev",
                StepResult.Cached, 0.7, 0),
            Step("builder", 3, 6, "WORKDIR /src", StepResult.Cached, 0.7, 0),
            Step("builder", 4, 6, "COPY . .", StepResult.Ran, 0.9, 0.4, isCritical: true),
            Step("builder", 5, 6, "RUN --mount=type=cache,target=/root/.cache/pip pip wheel --wheel-dir /wheels -r requirements.txt",
                StepResult.Ran, 1.3, 41.2, isCritical: true),
            Step("builder", 6, 6, "RUN python -m compileall -q /src", StepResult.Cached, 0.7, 0),
            Step("assets", 1, 3, "FROM docker.io/library/node:24-slim", StepResult.Cached, 0.6, 0.1, isBase: true),
            Step("assets", 2, 3, "COPY web/package.json web/package-lock.json ./", StepResult.Cached, 0.7, 0),
            Step("assets", 3, 3, "RUN npm ci && npm run build", StepResult.Cached, 0.7, 0),
            Step("runtime", 1, 6, "FROM docker.io/library/python:3.13-slim@sha256:" + new string('a', 64), StepResult.Cached, 0.6, 0.1, isBase: true),
            Step("runtime", 2, 6, "RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app app", StepResult.Cached, 0.7, 0),
            Step("runtime", 3, 6, "WORKDIR /app", StepResult.Cached, 0.7, 0),
            Step("runtime", 4, 6, "RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index --find-links /wheels acme-bot",
                StepResult.Ran, 42.6, 8.3, isCritical: true),
            Step("runtime", 5, 6, "COPY --from=assets /dist ./static", StepResult.Cached, 0.8, 0),
            Step("runtime", 6, 6, "COPY app/ app/", StepResult.Ran, 50.9, 0.2, isCritical: true),
        ],
        Causes =
        [
            Cause("builder", 4, 6, "COPY . .", CauseKind.FileContent, "app/main.py changed", 0.4) with
            {
                Details = ["app/main.py"],
                Followers = 3,
                FollowerSeconds = 49.7,
                Advice = "Copy requirements.txt alone before installing: DockerFix does it. A change to the code then reinstalls nothing.",
            },
            Cause("builder", 5, 6, "RUN --mount=type=cache,target=/root/.cache/pip pip wheel --wheel-dir /wheels -r requirements.txt", CauseKind.ParentStep,
                "COPY . . ran before it", 41.2),
            Cause("runtime", 4, 6, "RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index --find-links /wheels acme-bot",
                CauseKind.SourceStage, "the files that it reads from builder changed", 8.3),
            Cause("runtime", 6, 6, "COPY app/ app/",
                CauseKind.FileContent, "app/main.py changed", 0.2) with { Details = ["app/main.py", "app/handlers/start.py"] },
            Cause("assets", 3, 3, "RUN npm ci && npm run build",
                CauseKind.CachedAnyway, "the secret npmrc changed, but secrets are no part of the cache key", 0),
        ],
        Work =
        [
            Work(VertexKind.Internal, "[internal] load metadata for docker.io/library/python:3.13-slim", 0.1, 0.5, isCritical: true),
            Work(VertexKind.Context, "[internal] load build context", 0.6, 0.3, 184_320, isCritical: true),
            Work(VertexKind.CacheImport, "importing cache manifest from registry.example.com/acme/bot:cache-main", 0.1, 0.4),
            Work(VertexKind.Export, "exporting to image", 51.2, 3.1, 40_100_000, isCritical: true),
            Work(VertexKind.CacheExport, "exporting cache to registry", 54.3, 4.0, 62_000_000, isCritical: true),
        ],
        Context = new ContextReport
        {
            Files = 214,
            Bytes = 18_700_000,
            Parts =
            [
                new ContextPart("web/", 120, 11_200_000), new ContextPart("tests/fixtures/", 31, 5_900_000), new ContextPart("app/", 48, 910_000),
                new ContextPart("docs/", 12, 640_000), new ContextPart("uv.lock", 1, 48_000), new ContextPart("pyproject.toml", 1, 2_100),
            ],
        },
        Layers =
        [
            Layer("debian.sh --arch 'amd64' out/ 'trixie'", 78_600_000, LayerChange.Same, isBase: true),
            Layer("RUN /bin/sh -c set -eux; apt-get install python", 48_200_000, LayerChange.Same, isBase: true),
            Layer("RUN groupadd --gid 10001 app && useradd --uid 10001 --gid app app", 9_100, LayerChange.Same),
            Layer("WORKDIR /app", 0, LayerChange.Same),
            Layer("RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index --find-links /wheels acme-bot", 271_000_000,
                LayerChange.Changed, 268_400_000),
            Layer("COPY --from=assets /dist ./static", 13_600_000, LayerChange.Same),
            Layer("COPY app/ app/", 940_000, LayerChange.Changed, 940_000),
        ],
        Cache = new CacheReport { Reason = "registry, because the build runs in CI and the image has a registry" },
        CacheImports = [new CacheTransfer { Place = "registry.example.com/acme/bot:cache-main", Succeeded = true, Seconds = 0.4 }],
        CacheExports = [new CacheTransfer { Place = "registry.example.com/acme/bot:cache-main", Succeeded = true, Seconds = 4.0, Bytes = 62_000_000 }],
        Checks = [new CheckWarning("SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (ENV \"API_TOKEN\")", "Dockerfile", 12,
            "https://docs.docker.com/go/dockerfile/rule/secrets-used-in-arg-or-env/")],
        Command =
            "docker buildx build --file Dockerfile --tag registry.example.com/acme/bot:latest "
            + "--cache-from type=registry,ref=registry.example.com/acme/bot:cache-main .",
    });

    /// <summary>A build that failed in its second attempt.</summary>
    public static BuildReport Failed { get; } = Typical with
    {
        ExitCode = 1,
        Fault = "Step runtime 4/6 failed with exit code 1: ERROR: No matching distribution found for acme-bot",
        Result = new ImageReport(),
        Layers = [],
        Steps =
        [
            .. Typical.Steps.Take(12),
            Typical.Steps[12] with { Result = StepResult.Failed, Error = "process \"/bin/sh -c pip install\" did not complete successfully: exit code: 1" },
            Typical.Steps[13] with { Result = StepResult.Stopped },
            Typical.Steps[14] with { Result = StepResult.Skipped, Start = null, Seconds = 0, Critical = false },
        ],
        CacheExports =
        [
            new CacheTransfer
            {
                Place = "registry.example.com/acme/bot:cache-main",
                Error = "unexpected status from PUT request: 503 Service Unavailable",
            },
        ],
        Attempts =
        [
            new BuildAttempt { Seconds = 20.1, Fault = "An imported cache is damaged or incomplete." },
            new BuildAttempt
            {
                Rung = RecoveryRung.WithoutImport,
                Reason = "An imported cache is damaged. Therefore the build runs without it.",
                Start = 20.1,
                Seconds = 38.3,
                Fault = "Step runtime 4/6 failed with exit code 1.",
            },
        ],
        Causes = [Cause("builder", 4, 6, "COPY . .", CauseKind.Unknown, "no cause was found", 0.4), .. Typical.Causes.Skip(1)],
    };

    /// <summary>A build of 25 stages with 20 steps each.</summary>
    public static BuildReport Large { get; } = WithHistory(new BuildReport
    {
        Image = "acme/monorepo",
        Started = s_started,
        Seconds = 900,
        HitRate = 0.5,
        Result = new ImageReport { Bytes = 4_000_000_000 },
        Steps =
        [
            .. from stage in Enumerable.Range(1, 25)
               from number in Enumerable.Range(1, 20)
               select Step(
                   $"service-{stage}",
                   number,
                   20,
                   $"RUN --mount=type=cache,target=/root/.cache/pip pip install --requirement services/{stage}/requirements-{number}.txt "
                   + string.Join(' ', Enumerable.Repeat($"package-{number}", 30)),
                   stage % 2 == 0 ? StepResult.Ran : StepResult.Cached,
                   (stage * 20) + (number * 10),
                   stage % 2 == 0 ? 10 : 0,
                   isCritical: stage == 24),
        ],
        Layers = [.. Enumerable.Range(1, 500).Select(number => Layer($"RUN pip install package-{number}", number * 100_000,
            LayerChange.Changed, number * 90_000))],
    });

    /// <summary>A report in which every text attacks the page.</summary>
    public static BuildReport Hostile { get; } = Attack(Failed);

    private static BuildReport Attack(BuildReport report)
    {
        const string text = "</title></style></code><script>document.title='owned'</script>"
            + "<img src=x onerror=\"document.title='owned'\">\"'&\0\u001b[31m\u202e\ud800 "
            + "<h1 onclick=alert(1)>]]>{{7*7}}";
        return report with
        {
            Image = text,
            Tags = [text],
            Fault = text,
            Command = text,
            Engine = text,
            Builder = text,
            Result = new ImageReport { Digest = text, Bytes = 1 },
            Steps = [.. report.Steps.Select(step => step with { Stage = text, Platform = text,
                Instruction = text + step.Number, Error = text, CacheError = text })],
            Causes = [.. report.Causes.Select(cause => cause with { Stage = text, Instruction = text,
                Sentence = text, Advice = text, Details = [text, text] })],
            Work = [.. report.Work.Select(work => work with { Name = text })],
            Layers = [new LayerReport { Instruction = text, Bytes = 1, Change = LayerChange.Added }],
            Context = new ContextReport { Files = 1, Bytes = 1, Parts = [new ContextPart(text, 1, 1)] },
            Cache = new CacheReport { Reason = text },
            CacheImports = [new CacheTransfer { Place = text, Error = text }],
            Attempts = [new BuildAttempt { Fault = text, Reason = text }],
            Checks = [new CheckWarning(text, text, 1, "javascript:alert(1)"), new CheckWarning(text, text, 1, "https://example.com/\"onmouseover=alert(1)")],
            Notes = [text],
        };
    }

    private static BuildReport WithHistory(BuildReport report)
    {
        var history = BuildHistory.Empty;
        for (var build = 0; build < 23; build++)
        {
            var isFull = build % 7 == 0;
            var steps = report.Steps.Select((step, index) => step with
            {
                Result = isFull || step.Result == StepResult.Ran || (build + index) % 9 == 0 ? StepResult.Ran : StepResult.Cached,
                Seconds = step.Seconds > 0 ? step.Seconds + (build % 5) - 1 > 0 ? step.Seconds + (build % 5) - 1 : step.Seconds : (index % 4 * 6) + 1.5,
            }).ToList();
            history = history.With(report with
            {
                Started = s_started.AddHours((build - 23) * 5),
                Seconds = isFull ? 131.3 + (build % 3) : 55 + (build * 7 % 13),
                ExitCode = build == 9 ? 1 : 0,
                ContextBytes = 150_000 + (build * 37_000 % 90_000),
                Result = new ImageReport { Bytes = 398_000_000 + (build * 600_000) },
                Steps = steps,
            });
        }
        return history.With(report).AddTo(report);
    }

    private static StepReport Step(
        string stage,
        int number,
        int of,
        string instruction,
        StepResult result,
        double start,
        double seconds,
        bool isBase = false,
        bool isCritical = false) => new()
    {
        Stage = stage,
        Number = number,
        Of = of,
        Instruction = instruction,
        Result = result,
        Start = start,
        Seconds = seconds,
        BaseImage = isBase,
        Critical = isCritical,
    };

    private static StepCause Cause(string stage, int number, int of, string instruction, CauseKind kind, string sentence, double seconds) =>
        new() { Stage = stage, Number = number, Of = of, Instruction = instruction, Kind = kind, Sentence = sentence, Seconds = seconds };

    private static WorkReport Work(VertexKind kind, string name, double start, double seconds, long? bytes = null, bool isCritical = false) =>
        new() { Kind = kind, Name = name, Start = start, Seconds = seconds, Bytes = bytes, Critical = isCritical };

    private static LayerReport Layer(string instruction, long bytes, LayerChange change, long? before = null, bool isBase = false) =>
        new() { Instruction = instruction, Bytes = bytes, Change = change, BytesBefore = before ?? bytes, Base = isBase };
}
