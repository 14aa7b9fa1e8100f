using System.Globalization;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of the user's files and arguments. Retrying never helps.</summary>
internal static class InputRules
{
    public static DockerFault? ContextMissing(FaultEvidence evidence)
    {
        if (evidence.Between("unable to prepare context: path \"", "\"") is not { } path)
            return null;
        var fault = evidence.FaultElsewhere(
            DockerFaultKind.ContextMissing,
            $"The build context {path} doesn't exist.",
            "Correct the path of the context.",
            path);
        return fault with { Detail = null };
    }

    // The context is fetched before the Dockerfile is read, so that the message begins with "failed to read dockerfile".
    public static DockerFault? ContextUnreachable(FaultEvidence evidence)
    {
        var isGit = evidence.SaysAny("error fetching default branch", "git stderr:", "failed to fetch remote");
        if ((!isGit && !evidence.Says("failed to read downloaded context")) || evidence.Excerpt is not null || evidence.Vertex is { Name.Index: > 0 })
            return null;
        var address = evidence.Between("for repository ", ": ") ?? evidence.Between("failed to fetch remote ", ": ") ?? evidence.Between("Get \"", "\"");
        var reason = evidence.AllErrors.Split('\n').LastOrDefault(line => line.StartsWith("fatal: ", StringComparison.Ordinal))?["fatal: ".Length..]
            ?? evidence.AllErrors.Split('\n')[^1];
        return evidence.FaultElsewhere(
            DockerFaultKind.ContextMissing,
            $"The build context {address ?? "at this address"} can't be fetched: {HumanText.ShortenMiddle(reason, 200)}.",
            isGit
                ? "Check the address, the branch and whether the engine can reach the host. A private repository needs --ssh default, or the secret "
                    + "GIT_AUTH_TOKEN."
                : "Check the address, and whether the engine can reach the host.");
    }

    public static DockerFault? DockerfileMissing(FaultEvidence evidence)
    {
        const string cure =
            "Correct the path of the Dockerfile, or create it. On the command line, the path is relative to the working directory, not to the context.";
        // buildx looks for the folder of -f docker/Dockerfile: "resolve : lstat docker: no such file or directory".
        if (evidence.Error.StartsWith("resolve : lstat ", StringComparison.Ordinal) && evidence.Between("resolve : lstat ", ": ") is { } folder)
        {
            var cause = $"The folder {folder} of the Dockerfile doesn't exist.";
            return evidence.FaultElsewhere(DockerFaultKind.DockerfileMissing, cause, cure, folder) with { Detail = null };
        }
        if (!evidence.Error.StartsWith("failed to read dockerfile", StringComparison.Ordinal))
            return null;
        var path = evidence.Between("failed to read dockerfile: open ", ": ");
        return path is null
            ? evidence.FaultElsewhere(
                DockerFaultKind.DockerfileMissing,
                $"The Dockerfile can't be read: {HumanText.ShortenMiddle(evidence.Error["failed to read dockerfile".Length..].TrimStart(':', ' '), 200)}.",
                cure)
            : evidence.FaultElsewhere(DockerFaultKind.DockerfileMissing, $"There is no {path}.", cure, path) with { Detail = null };
    }

    public static DockerFault? UnknownStage(FaultEvidence evidence)
    {
        if (evidence.Between("target stage \"", "\" could not be found") is not { } stage)
            return null;
        var suggestion = evidence.Stages.Count > 0 ? NearestNames.Sentence(stage, evidence.Stages)
            : evidence.Between("(did you mean ", "?)") is { } near ? $"Did you mean {near}?" : "";
        var fault = evidence.FaultElsewhere(
            DockerFaultKind.UnknownStage,
            $"The Dockerfile has no stage {stage}.{(suggestion.Length > 0 ? " " : "")}{suggestion}",
            "Use the name that follows AS in the Dockerfile.");
        return fault with { Stage = stage, Detail = null };
    }

    public static DockerFault? SecretMissing(FaultEvidence evidence)
    {
        if (evidence.Error.StartsWith("failed to stat ", StringComparison.Ordinal) && evidence.Between("failed to stat ", ": ") is { } path)
        {
            var missing = evidence.FaultElsewhere(
                DockerFaultKind.SecretMissing,
                $"The file {path} of a secret doesn't exist.",
                "Correct the src of the secret.",
                path);
            return missing with { Detail = null };
        }
        if (!evidence.Says(": not found") || evidence.Between("secret ", ": not found") is not { } id || id.Contains(' '))
            return null;
        var fault = evidence.Fault(
            DockerFaultKind.SecretMissing,
            $"A step requires the secret {id}, which was not passed to the build.",
            $"Pass it with --secret id={id},env=VARIABLE or --secret id={id},src=FILE.");
        return fault with { Detail = null };
    }

    public static DockerFault? MissingContextFile(FaultEvidence evidence)
    {
        var file = evidence.Says("failed to calculate checksum") ? evidence.Between(": \"", "\": not found") : null;
        if (file is null && !evidence.Says("no source files were specified"))
            return null;
        var instruction = evidence.Vertex?.Name.Instruction ?? "";
        var stage = instruction.Split(' ').FirstOrDefault(word => word.StartsWith("--from=", StringComparison.Ordinal))?["--from=".Length..];
        var fault = evidence.Fault(
            DockerFaultKind.MissingContextFile,
            stage is null
                ? $"The build context has no {file?.TrimStart('/') ?? "file that matches the pattern"}."
                : $"The stage {stage} has no {file}.",
            stage is null
                ? "Check whether the file exists in the context, whether its case is correct, and whether .dockerignore excludes it."
                : $"Check which step of {stage} creates it, and whether the path is correct.");
        return fault with { Detail = null };
    }

    // COPY --chown with a name needs /etc/passwd, which an image from scratch and, with --link, every image lacks.
    public static DockerFault? UnknownOwner(FaultEvidence evidence)
    {
        if (!evidence.SaysAny("invalid user index: -1", "invalid group index: -1"))
            return null;
        var instruction = evidence.Vertex?.Name.Instruction ?? "";
        var owner = instruction.Split(' ').FirstOrDefault(word => word.StartsWith("--chown=", StringComparison.Ordinal))?["--chown=".Length..];
        return evidence.Fault(
            DockerFaultKind.DockerfileSyntax,
            instruction.Contains("--link", StringComparison.Ordinal)
                ? $"The owner {owner ?? "of COPY"} is not known: COPY --link doesn't read the image's /etc/passwd."
                : $"The owner {owner ?? "of COPY"} is not known: the image's /etc/passwd has no such name.",
            "Write numbers, as in --chown=1000:1000, or copy without --link after the step that creates the user.");
    }

    // buildx reads the context, with the rights of the user.
    public static DockerFault? ContextUnreadable(FaultEvidence evidence)
    {
        const string end = ": permission denied";
        var path = evidence.Between("error from sender: open ", end) ?? evidence.Between("error from sender: lstat ", end);
        if (path is null)
            return null;
        var fault = evidence.FaultElsewhere(
            DockerFaultKind.ContextMissing,
            $"{path} in the build context can't be read.",
            "Give your user permission to read it, or exclude it in .dockerignore if the image doesn't need it.",
            path);
        return fault with { Detail = null };
    }

    // The messages between buildx and BuildKit can't contain such a name.
    public static DockerFault? NotUtf8(FaultEvidence evidence) => !evidence.Says("string field contains invalid UTF-8") ? null : evidence.Fault(
        DockerFaultKind.DockerfileSyntax,
        "The name of a file in the build context is not in UTF-8, and BuildKit can't receive it.",
        "Rename the file, or exclude its folder in .dockerignore. This finds it: find . | grep -avx '.*'");

    public static DockerFault? StepFailed(FaultEvidence evidence)
    {
        const string words = "did not complete successfully: exit code: ";
        var errors = evidence.AllErrors;
        var start = errors.IndexOf(words, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var digits = errors.AsSpan(start + words.Length);
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        digits = length < 0 ? digits : digits[..length];
        int? exitCode = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
        var fault = evidence.Fault(
            DockerFaultKind.StepFailed,
            $"Step {evidence.Vertex?.Name.Label ?? "?"} failed with exit code {exitCode}.",
            StepRiddles.Cure(evidence.Vertex?.LastLines ?? [], errors) ?? exitCode switch
            {
                127 => "A command was not found: install it in an earlier step, or correct its name.",
                126 => "A file is not executable: correct its mode (COPY --chmod=755) or its first line.",
                137 => "The process was killed, usually because memory ran out: give the engine more memory, or make the step use less.",
                _ => "Correct the step. Its last lines are shown above; --progress plain shows all of them.",
            });
        // BuildKit's message repeats the instruction and the exit code, which are shown above.
        return fault with { StepExitCode = exitCode, Detail = null };
    }

    public static DockerFault? BaseImageUnavailable(FaultEvidence evidence)
    {
        var image = evidence.Between("failed to resolve source metadata for ", ": ");
        var frontend = evidence.Vertex?.Name.Text.Contains("resolve image config for", StringComparison.Ordinal) == true
            || (image is not null && evidence.Excerpt?.Lines.Any(line => line.Contains($"syntax={image}", StringComparison.Ordinal)) == true);
        if (image is null && evidence.Vertex is not { Name.Kind: VertexKind.BaseImage } && !evidence.Says("pull access denied"))
            return null;
        image ??= evidence.Between("pull access denied for ", ",") ?? evidence.Vertex?.Name.Instruction ?? "";
        var (reason, cure) = WhyUnavailable(evidence);
        var fault = evidence.Fault(
            DockerFaultKind.BaseImageUnavailable,
            $"The {(frontend ? "syntax frontend" : "base image")} {image} can't be pulled: {reason}.",
            frontend
                ? "Remove the `# syntax=` line, unless the engine is old: its own frontend supports the same instructions. Or make the registry reachable."
                : cure);
        return fault with { LastLines = [] };
    }

    // buildx prints the Dockerfile for each error with a position. Without a failed vertex, reading the file has failed.
    public static DockerFault? DockerfileSyntax(FaultEvidence evidence)
    {
        var known = evidence.SaysAny(
            "dockerfile parse error",
            "the Dockerfile cannot be empty",
            "unknown instruction",
            "file with no instructions");
        if (!known && (evidence.Excerpt is null || evidence.Vertex is not null))
            return null;
        var problem = SyntaxProblem(evidence);
        var fault = evidence.Fault(
            DockerFaultKind.DockerfileSyntax,
            evidence.Excerpt is { } place
                ? $"{place.File} has an error on line {place.Line}: {problem}."
                : $"The Dockerfile can't be read: {problem}.",
            evidence.Excerpt is null
                ? "Begin it with FROM and a base image."
                : "Correct the line. `docker buildx build --check` checks the file without building.");
        return fault with { Detail = null };
    }

    private static (string Reason, string Cure) WhyUnavailable(FaultEvidence evidence)
    {
        const string network = "Check the network, the name server and the proxy of the engine, or use an image that the engine has or can reach.";
        if (evidence.SaysAny("pull access denied", "unauthorized", "authorization failed", "403 Forbidden"))
        {
            return ("it doesn't exist, or you have no permission to pull it",
                "Correct the name, log in with `docker login`, or use an image that the engine has or can reach.");
        }
        if (evidence.SaysAny("no such host", "server misbehaving"))
            return ("the host name of its registry can't be resolved", $"Correct the name of the registry. {network}");
        if (evidence.SaysAny("connection refused", "i/o timeout", "network is unreachable", "connection reset", "TLS handshake timeout"))
            return ("its registry can't be reached", network);
        if (evidence.Says("toomanyrequests"))
            return ("its registry limits the rate of pulls", "Wait, log in with `docker login` for a higher limit, or use a mirror of the registry.");
        if (evidence.SaysAny("certificate signed by unknown authority", "failed to verify certificate", "x509:"))
        {
            return ("the engine doesn't trust the certificate of its registry",
                "Save the certificate of its authority as /etc/docker/certs.d/HOST/ca.crt on the engine's machine, or add it to those of the system.");
        }
        if (evidence.Says("not found"))
            return ("there is no such image or tag", "Correct the name or the tag, or use an image that the engine has or can reach.");
        return evidence.Says("no match for platform")
            ? ("it isn't available for this platform", "Build for a platform that it has, or use another image.")
            : ("its registry refuses it", "Correct the name, log in with `docker login`, or use an image that the engine has or can reach.");
    }

    private static string SyntaxProblem(FaultEvidence evidence)
    {
        var error = evidence.Error;
        var start = error.IndexOf("dockerfile parse error on line ", StringComparison.Ordinal);
        return (start < 0 ? error : error[(error.IndexOf(": ", start, StringComparison.Ordinal) + 2)..]).TrimEnd('.');
    }
}
