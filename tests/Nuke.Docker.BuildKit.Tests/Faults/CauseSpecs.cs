using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Faults.Internal;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Faults;

/// <summary>Messages of BuildKit, recorded with buildx 0.29, whose beginning points to another cause than their end.</summary>
public sealed class CauseSpecs
{
    [TestCase(
        "failed to read dockerfile: failed to load cache key: error fetching default branch for repository https://127.0.0.1:9/x.git: git stderr:",
        1,
        DockerFaultKind.ContextMissing,
        "The build context https://127.0.0.1:9/x.git can't be fetched")]
    [TestCase(
        "failed to read downloaded context: failed to load cache key: Get \"https://127.0.0.1:9/x.tar.gz\": dial tcp 127.0.0.1:9: connect: connection refused",
        1,
        DockerFaultKind.ContextMissing,
        "https://127.0.0.1:9/x.tar.gz can't be fetched")]
    [TestCase(
        "failed to configure gha cache exporter: token is malformed: token contains an invalid number of segments",
        1,
        DockerFaultKind.CacheExportFailed,
        "ACTIONS_RUNTIME_TOKEN")]
    [TestCase(
        "Internal: error writing layer blob: rpc error: code = Internal desc = header key \"buildkit-attachable-store-id\" contains value with "
        + "non-printable ASCII characters",
        100,
        DockerFaultKind.CacheUnwritable,
        "a letter outside ASCII")]
    [TestCase("invalid user index: -1", 1, DockerFaultKind.DockerfileSyntax, "is not known")]
    [TestCase("Internal: stream terminated by RST_STREAM with error code: INTERNAL_ERROR", 100, DockerFaultKind.SolverFlake, "The cause is not known")]
    [TestCase("failed to get edge: inconsistent graph state", 100, DockerFaultKind.SolverFlake, "Your files are not the cause")]
    public void The_whole_chain_decides(string message, int exitCode, DockerFaultKind kind, string told)
    {
        var fault = FaultClassifier.Classify(new BuildGraph(), exitCode, [$"ERROR: failed to build: failed to solve: {message}"]);

        Assert.That(fault!.Kind, Is.EqualTo(kind));
        Assert.That($"{fault.Cause} {fault.Cure}", Does.Contain(told));
    }

    [TestCase("400 Bad Request", "image-manifest=true")]
    [TestCase("401 Unauthorized", "docker login registry.example.com:5000")]
    [TestCase("403 Forbidden", "scope")]
    [TestCase("404 Not Found", "Create the repository")]
    [TestCase("413 Request Entity Too Large", "client_max_body_size")]
    [TestCase("429 Too Many Requests", "Wait")]
    [TestCase("503 Service Unavailable", "Run the build again later")]
    public void A_refused_cache_says_what_to_do(string status, string told)
    {
        var message = $"error writing manifest blob: unexpected status from PUT request to https://registry.example.com:5000/v2/c/manifests/latest: {status}";

        var fault = FaultClassifier.Classify(new BuildGraph(), 1, [$"ERROR: failed to build: failed to solve: {message}"]);

        Assert.That(fault!.Kind, Is.EqualTo(DockerFaultKind.CacheExportFailed));
        Assert.That(fault.Cure, Does.Contain(told));
    }

    [Test]
    public void A_name_that_is_not_UTF_8_is_a_mistake_and_not_a_flake()
    {
        const string message = "rpc error: code = Internal desc = grpc: error while marshaling: string field contains invalid UTF-8";

        var fault = FaultClassifier.Classify(new BuildGraph(), 1, [$"ERROR: failed to build: failed to solve: {message}"]);

        Assert.That(fault!.Kind, Is.EqualTo(DockerFaultKind.DockerfileSyntax));
        Assert.That(fault.Cure, Does.StartWith("Rename the file"));
    }

    [TestCase("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "PIP_CERT")]
    [TestCase("/bin/sh: 0: set: Illegal option -", "Windows line ends")]
    [TestCase("/bin/sh: 1: /start.sh: not found", "in its first line doesn't exist in the image. Or: A script has Windows line ends")]
    [TestCase("cat: /run/secrets/tok: No such file or directory", "the secret tok, which the build was not given: pass --secret id=tok,src=FILE")]
    [TestCase("/bin/sh: 1: cannot open /run/secrets/npm.token: No such file", "--secret id=npm.token,src=FILE")]
    [TestCase("runc run failed: exec: \"/bin/sh\": stat /bin/sh: no such file or directory", "The base image has no shell")]
    [TestCase("E: Could not get lock /var/lib/apt/lists/lock. It is held by process 0", "sharing=locked")]
    public void A_riddle_of_a_tool_is_explained(string line, string told)
    {
        var graph = new BuildGraph();
        foreach (var text in Recording(line))
            graph.Add(ProgressReader.Read(text));

        var fault = FaultClassifier.Classify(graph, 1);

        Assert.That(fault!.Kind, Is.EqualTo(DockerFaultKind.StepFailed));
        Assert.That(fault.Cure, Does.Contain(told));
    }

    [TestCase("#!/bin/sh\r\n", "docker/start.sh has Windows line ends.", "A script has")]
    [TestCase("#!/bin/sh\n", "failed with exit code 127.", "The script or the interpreter")]
    public void A_script_in_the_context_shows_whether_its_line_ends_are_the_cause(string script, string cause, string cure)
    {
        using var folder = new TemporaryDirectory();
        folder.Write("docker/start.sh", script);
        var graph = new BuildGraph();
        foreach (var text in Recording("/bin/sh: 1: /app/docker/start.sh: not found", exitCode: 127))
            graph.Add(ProgressReader.Read(text));

        var fault = new FaultFiles(folder.Path, dockerfile: null).Explain(FaultClassifier.Classify(graph, 1))!;

        Assert.That(fault.Cause, Does.EndWith(cause));
        Assert.That(fault.Cure, Does.StartWith(cure));
    }

    [TestCase(".git/HEAD", "services/api/main.py", "is meant as the context: build it with the Dockerfile's path as --file.")]
    [TestCase("other", "services/api/main.py", "Correct the path, which is relative to the build context")]
    [TestCase(".git/HEAD", "services/api/other.txt", "Correct the path, which is relative to the build context")]
    [TestCase("services/.git/HEAD", "services/api/main.py", "Correct the path, which is relative to the build context")]
    public void A_path_that_starts_at_the_repository_is_found_there(string marker, string file, string cure)
    {
        using var folder = new TemporaryDirectory();
        folder.Write(marker, "");
        folder.Write(file, "");
        var context = Path.Combine(folder.Path, "services", "api");
        var fault = new DockerFault
        {
            Kind = DockerFaultKind.MissingContextFile,
            Cause = "The build context has no services/api/main.py.",
            Cure = "",
            Instruction = "COPY services/api/main.py .",
        };

        var explained = new FaultFiles(context, Path.Combine(context, "Dockerfile")).Explain(fault);

        Assert.That(explained.Cure, Does.Contain(cure));
    }

    private static string[] Recording(string line, int exitCode = 1)
    {
        const string head = """{"vertexes":[{"digest":"sha256:a","name":"[2/2] RUN make","started":"2026-11-21T22:01:19Z""";
        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        var failure = $"process '/bin/sh -c make' did not complete successfully: exit code: {exitCode}";
        return
        [
            $$"""{{head}}"}]}""",
            $$"""{"logs":[{"vertex":"sha256:a","stream":2,"data":"{{data}}","timestamp":"2026-11-21T22:01:20Z"}]}""",
            $$"""{{head}}","completed":"2026-11-21T22:01:21Z","error":"{{failure}}"}]}""",
            $"ERROR: failed to build: failed to solve: {failure}",
        ];
    }

    [TestCase("FROM base\nRUN  make\\\n  all\n", "RUN make all", 2)]
    [TestCase("FROM base\nRUN make\nRUN make\n", "RUN make", null)]
    [TestCase("FROM base\nARG X=1\nRUN make $X\n", "RUN make 1", null)]
    public void A_step_whose_line_buildx_does_not_print_is_found_in_the_Dockerfile(string text, string instruction, int? line)
    {
        using var folder = new TemporaryDirectory();
        folder.Write("api/Dockerfile", text);
        var dockerfile = Path.Combine(folder.Path, "api", "Dockerfile");
        var fault = new DockerFault { Kind = DockerFaultKind.StepFailed, Cause = "", Cure = "", Instruction = instruction };

        var placed = new FaultFiles(Path.GetDirectoryName(dockerfile), dockerfile).Explain(fault);

        Assert.That((placed.File, placed.Line), Is.EqualTo((line is null ? null : dockerfile, line)));
    }

    [TestCase("*.log\n[\n", DockerFaultKind.DockerfileSyntax, ".dockerignore:2: '[' is not a valid pattern")]
    [TestCase("*.log\n", DockerFaultKind.Unknown, "exit code 1")]
    public void An_invalid_pattern_is_found_in_the_ignore_file(string ignoreFile, DockerFaultKind kind, string told)
    {
        using var folder = new TemporaryDirectory();
        var dockerfile = Path.Combine(folder.Path, "Dockerfile");
        File.WriteAllText(dockerfile, "FROM scratch\n");
        File.WriteAllText(Path.Combine(folder.Path, ".dockerignore"), ignoreFile);
        var classified = FaultClassifier.Classify(new BuildGraph(), 1, ["ERROR: failed to build: failed to solve: syntax error in pattern"]);

        var fault = new FaultFiles(folder.Path, dockerfile).Explain(classified)!;

        Assert.That(fault.Kind, Is.EqualTo(kind));
        Assert.That(fault.Cause, Does.Contain(told));
    }
}
